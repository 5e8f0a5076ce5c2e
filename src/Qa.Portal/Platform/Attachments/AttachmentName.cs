using System.Globalization;
using System.Text;

namespace Qa.Portal.Platform.Attachments;

/// <summary>Names that files may have: such as every system can take, that go nowhere else and look like what they are.</summary>
internal static class AttachmentName
{
    /// <summary>Longest name, in UTF-16 units.</summary>
    public const int MaximumLength = 200;

    // Beside the two that make a path: what Windows takes in no name, among them the colon before a hidden second stream.
    private const string Refused = "/\\:*?\"<>|";

    /// <summary>What is wrong with a name; null when nothing is.</summary>
    public static string? Problem(string name)
    {
        if (name.Length is 0 or > MaximumLength)
            return FormattableString.Invariant($"the file name: found {name.Length} characters, expected 1 to {MaximumLength}");
        foreach (var rune in name.EnumerateRunes())
        {
            if (IsRefused(rune))
                return FormattableString.Invariant($"the file name: found the character U+{rune.Value:X4}, expected none of {Refused}, no control or invisible characters");
        }

        return char.IsWhiteSpace(name[0]) || char.IsWhiteSpace(name[^1]) || name[^1] == '.' || name.Trim('.').Length == 0
            ? "the file name: found a space or a dot at its end, expected a name with an extension"
            : null;
    }

    /// <summary>The extension in lower case, with its dot; empty when there is none.</summary>
    public static string ExtensionOf(string name) => Path.GetExtension(name).ToLowerInvariant();

    // Format characters can turn the end of a name around, so that gpj.exe reads exe.jpg. A lone surrogate is read as U+FFFD.
    private static bool IsRefused(Rune rune) => rune == Rune.ReplacementChar || (rune.IsAscii && Refused.Contains((char)rune.Value, StringComparison.Ordinal))
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
