using System.Globalization;

namespace Qa.Grains.Publication.Versions;

/// <summary>Names a version in one word: <c>standard@3</c>.</summary>
public readonly record struct VersionKey(string RuleSet, long Version)
{
    public override string ToString() => Invariant($"{RuleSet}@{Version}");

    public static bool TryParse(string text, out VersionKey key)
    {
        var at = text.LastIndexOf('@');
        if (at > 0 && long.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            key = new(text[..at], version);
            return version > 0;
        }

        key = default;
        return false;
    }
}
