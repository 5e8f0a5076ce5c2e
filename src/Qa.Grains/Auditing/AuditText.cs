using System.Text;

namespace Qa.Grains.Auditing;

/// <summary>
/// Texts of the audit log. An entry must never fail what it tells of, nor come back from the database other than it was hashed:
/// what PostgreSQL refuses or UTF-8 cannot say is replaced, and what is too long is cut.
/// </summary>
internal static class AuditText
{
    public static string Clean(string text, int maximum)
    {
        if (text.Length <= maximum && !text.Any(static c => c == '\0' || char.IsSurrogate(c)))
            return text;
        var clean = new StringBuilder(Math.Min(text.Length, maximum));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > maximum)
                return Cut(clean, text.Length, maximum);

            // Half of a surrogate pair is enumerated as the replacement character.
            clean.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        }

        return clean.ToString();
    }

    private static string Cut(StringBuilder clean, int length, int maximum)
    {
        var mark = Invariant($"… ({length} characters)");
        clean.Length = Math.Max(0, Math.Min(clean.Length, maximum - mark.Length));
        if (clean.Length > 0 && char.IsHighSurrogate(clean[^1]))
            clean.Length--;
        return clean.Append(mark).ToString();
    }
}
