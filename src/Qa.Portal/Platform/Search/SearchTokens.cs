using Qa.Rules.Matching;

namespace Qa.Portal.Platform.Search;

/// <summary>
/// What an index knows of a form: a word of letters or digits as a whole; of other writing, mostly Chinese, every two characters that stand
/// together, and the last of a run alone, so that each character begins some token and is found by it.
/// </summary>
internal static class SearchTokens
{
    /// <summary>Of longer words the first so many characters are a token.</summary>
    public const int MaximumWordLength = 64;

    /// <summary>Tokens of a text, in the order of their places.</summary>
    /// <param name="form">See <see cref="SearchText"/>.</param>
    public static IEnumerable<string> Of(string form)
    {
        foreach (var (run, isWord) in Runs(form))
        {
            if (isWord)
            {
                yield return WordToken(run);
                continue;
            }

            var last = "";
            foreach (var rune in run.EnumerateRunes())
            {
                var character = rune.ToString();
                if (last.Length > 0)
                    yield return last + character;
                last = character;
            }

            yield return last;
        }
    }

    /// <summary>What a text must have that has this word in it.</summary>
    public static IEnumerable<(string Token, bool IsPrefix)> Needed(string form)
    {
        foreach (var (run, isWord) in Runs(form))
        {
            if (isWord)
            {
                yield return (WordToken(run), false);
                continue;
            }

            string? last = null;
            var pairs = 0;
            foreach (var rune in run.EnumerateRunes())
            {
                var character = rune.ToString();
                if (last is not null)
                {
                    pairs++;
                    yield return (last + character, false);
                }

                last = character;
            }

            if (pairs == 0)
                yield return (last!, true);
        }
    }

    /// <summary>Whether having the tokens is having the word: then nothing is left to compare.</summary>
    public static bool AreEnough(string form)
    {
        var runs = Runs(form).ToList();
        return runs is [(var run, var isWord)] && (isWord ? !IsLong(run) : run.EnumerateRunes().Count() <= 2);
    }

    // INVARIANT: a form has a space on both sides of every word and nowhere else, so that a run is of one sort.
    private static IEnumerable<(string Run, bool IsWord)> Runs(string form)
    {
        var start = 0;
        for (var index = 0; index <= form.Length; index++)
        {
            if (index < form.Length && form[index] is not (' ' or SearchText.LineEnd))
                continue;
            if (index > start)
                yield return (form[start..index], UnicodeTable.IsWordCharacter(char.ConvertToUtf32(form, start)));
            start = index + 1;
        }
    }

    private static bool IsLong(string word) => word.Length > MaximumWordLength;

    private static string WordToken(string word) =>
        !IsLong(word) ? word : char.IsHighSurrogate(word[MaximumWordLength - 1]) ? word[..(MaximumWordLength - 1)] : word[..MaximumWordLength];
}
