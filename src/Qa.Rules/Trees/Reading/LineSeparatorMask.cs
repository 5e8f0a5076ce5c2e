namespace Qa.Rules.Trees.Reading;

/// <summary>
/// Hides U+0085, U+2028 and U+2029 from YamlDotNet, which ends lines at them as YAML 1.1 did. In YAML 1.2 they are
/// characters like others, and texts pasted from elsewhere contain them. Noncharacters that the text does not contain
/// stand for them while it is parsed.
/// </summary>
internal sealed class LineSeparatorMask
{
    private const string Separators = "\u0085\u2028\u2029";
    private const char FirstNoncharacter = '\uFDD0';
    private const char LastNoncharacter = '\uFDEF';

    private readonly string _standIns;

    private LineSeparatorMask(string standIns) => _standIns = standIns;

    /// <summary>Null when there is nothing to hide, or no noncharacter left to hide it behind: then it is a line break after all.</summary>
    public static LineSeparatorMask? For(string text)
    {
        if (text.AsSpan().IndexOfAny(Separators) < 0)
            return null;
        var free = new List<char>();
        for (var c = FirstNoncharacter; c <= LastNoncharacter && free.Count < Separators.Length; c++)
        {
            // Its escape (\uFDD0) must not be there either, or it would be taken for a separator when it is read back.
            var digits = ((int)c).ToString("X4", System.Globalization.CultureInfo.InvariantCulture);
            if (!text.Contains(c, StringComparison.Ordinal) && !text.Contains(digits, StringComparison.OrdinalIgnoreCase))
                free.Add(c);
        }

        return free.Count == Separators.Length ? new(string.Concat(free)) : null;
    }

    public string Hide(string text) => Exchange(text, Separators, _standIns);

    public string Restore(string value) => Exchange(value, _standIns, Separators);

    private static string Exchange(string text, string from, string to)
    {
        for (var i = 0; i < from.Length; i++)
            text = text.Replace(from[i], to[i]);
        return text;
    }
}
