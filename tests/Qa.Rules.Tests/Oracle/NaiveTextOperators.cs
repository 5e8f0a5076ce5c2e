using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Qa.Rules.Tests.Oracle;

/// <summary>The text operators over the turns that the modifiers selected, by looking at every place of every turn.</summary>
internal sealed class NaiveTextOperators(JsonObject condition, List<NaiveTurn> selected)
{
    private int MinHits => (int?)condition["minHits"] ?? 1;

    public NaiveResult AnyOf()
    {
        var phrases = Phrases("anyOf");
        var excepts = Phrases("except");
        var pinyin = (string?)condition["match"] == "pinyin";
        var hits = new List<NaiveHit>();
        foreach (var turn in selected)
        {
            var blocking = excepts.SelectMany(p => NaiveOccurrence.All(turn.Text, p, pinyin)).ToList();
            var rest = phrases.SelectMany(p => NaiveOccurrence.All(turn.Text, p, pinyin))
                .Where(o => !blocking.Any(b => b.Start <= o.Start && o.End <= b.End))
                .ToList();
            var from = 0;
            while (rest.Where(o => o.Start >= from).OrderBy(o => o.Start).ThenByDescending(o => o.End).FirstOrDefault() is { } next)
            {
                var exactToo = rest.Any(o => o.Start == next.Start && o.End == next.End && o.Via is null);
                hits.Add((exactToo ? next with { Via = null } : next).At(turn));
                from = next.End;
            }
        }

        return NaiveResult.AtLeast(MinHits, hits);
    }

    public NaiveResult AllOf()
    {
        var hits = new List<NaiveHit>();
        foreach (var phrase in Phrases("allOf"))
        {
            var first = selected.SelectMany(t => NaiveOccurrence.All(t.Text, phrase, pinyin: false).Select(o => o.At(t))).FirstOrDefault();
            if (first is null) return NaiveResult.Not;
            hits.Add(first);
        }

        return new(true, NaiveHit.Merged(hits));
    }

    public NaiveResult Regex()
    {
        var regex = new Regex(condition["regex"]!.GetValue<string>(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        return NaiveResult.AtLeast(MinHits, selected.SelectMany(turn => Matches(regex, turn.Text).Select(o => o.At(turn))));
    }

    public NaiveResult Similar()
    {
        var argument = condition["similar"]!;
        var atLeast = Fraction.Of(argument["atLeast"]) ?? new Fraction(8, 10);
        var scripts = argument["texts"]!.AsArray().Select(s => NormalizedText.Of(s!.GetValue<string>()).Text).ToList();
        var like = selected.Where(t => scripts.Any(s => Similarity(s, t.Text.Text) >= atLeast));
        return NaiveResult.AtLeast(MinHits, like.Select(t => t.Whole));
    }

    public NaiveResult Repeat()
    {
        var argument = condition["repeat"]!;
        var minLength = (int?)argument["minLength"] ?? 4;
        var repeated = selected.Where(t => t.Text.Text.Length >= minLength
            && selected.Count(other => other.Text.Text == t.Text.Text) >= (int)argument["times"]!).ToList();
        return repeated.Count == 0 ? NaiveResult.Not : new(true, NaiveHit.Ordered(repeated.Select(t => t.Whole)));
    }

    private List<NormalizedText> Phrases(string key) =>
        (condition[key]?.AsArray() ?? []).Select(p => NormalizedText.Of(p!.GetValue<string>())).ToList();

    /// <summary>Non-empty matches, left to right, each widened to whole characters; those that are equal then are one.</summary>
    private static List<NaiveOccurrence> Matches(Regex regex, NormalizedText text)
    {
        // The character that each UTF-16 unit belongs to.
        var owners = text.Characters.SelectMany((c, index) => Enumerable.Repeat(index, c.CodePoint > 0xFFFF ? 2 : 1)).ToList();
        var found = new List<NaiveOccurrence>();
        for (var from = 0; from <= owners.Count;)
        {
            var match = regex.Match(text.Text, from);
            if (!match.Success) break;
            if (match.Length > 0) found.Add(new(text, owners[match.Index], owners[match.Index + match.Length - 1] + 1, null));
            from = match.Length > 0 ? match.Index + match.Length : match.Index + 1;
        }

        return found.DistinctBy(o => (o.Start, o.End)).ToList();
    }

    private static Fraction Similarity(string script, string text)
    {
        // Every place where a substring may start; a row of distances then ends a substring at every later place.
        var least = Enumerable.Range(0, text.Length + 1).Min(from => DistancesToPrefixes(script, text[from..]).Min());
        return Fraction.Max(Fraction.Zero, Fraction.One - new Fraction(least, script.Length));
    }

    /// <summary>The plain Levenshtein table: its last row is the distance of the script to each prefix of the text.</summary>
    private static int[] DistancesToPrefixes(string script, string text)
    {
        var table = new int[script.Length + 1][];
        table[0] = Enumerable.Range(0, text.Length + 1).ToArray();
        for (var i = 1; i <= script.Length; i++)
        {
            table[i] = new int[text.Length + 1];
            table[i][0] = i;
            for (var j = 1; j <= text.Length; j++)
            {
                var substituted = table[i - 1][j - 1] + (script[i - 1] == text[j - 1] ? 0 : 1);
                table[i][j] = Math.Min(substituted, Math.Min(table[i - 1][j], table[i][j - 1]) + 1);
            }
        }

        return table[script.Length];
    }
}
