using System.Text;
using Qa.Rules.Matching;

namespace Qa.Portal.Modules.People.Persons;

/// <summary>
/// What a person is found by: 工号, name and the initials of the name's sounds (王小明 by <c>wxm</c>), in lower case. A character of
/// several sounds gives several initials (曾 is <c>z</c> and <c>c</c>).
/// </summary>
internal static class SearchText
{
    /// <summary>Most initials of one name.</summary>
    public const int MaximumInitials = 32;

    /// <summary>Longest text that comes of it.</summary>
    public const int MaximumLength = Person.MaximumNumberLength + Person.MaximumNameLength + MaximumInitials * (Person.MaximumNameLength + 1) + 2;

    /// <summary>Most words of one search.</summary>
    public const int MaximumWords = 8;

    public static string Of(string number, string name) => $"{number} {name} {string.Join(' ', Initials(name))}".ToLowerInvariant().TrimEnd();

    /// <summary>The words of a search, each of which must be found.</summary>
    public static string[] Words(string? search) => [.. (search ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MaximumWords)];

    /// <summary>None for a name without a Han character that has a sound.</summary>
    private static List<string> Initials(string name)
    {
        var initials = new List<string> { "" };
        var hasSound = false;
        foreach (var rune in name.EnumerateRunes())
        {
            var letters = Letters(rune);
            hasSound |= letters.Count > 0 && !rune.IsAscii;
            if (letters.Count == 0)
                continue;

            // Where all ways to say a long name are too many, the rest is said in one.
            if (initials.Count * letters.Count > MaximumInitials)
                letters = [letters[0]];
            initials = [.. from prefix in initials from letter in letters select prefix + letter];
        }

        return hasSound ? initials : [];
    }

    private static List<char> Letters(Rune rune)
    {
        if (Rune.IsLetterOrDigit(rune) && rune.IsAscii)
            return [(char)rune.Value];
        var letters = new List<char>();
        foreach (var syllable in PinyinTable.Instance.Readings(rune.Value))
        {
            if (PinyinTable.Instance.Name(syllable)[0] is var letter && char.IsAsciiLetter(letter) && !letters.Contains(letter))
                letters.Add(letter);
        }

        return letters;
    }
}
