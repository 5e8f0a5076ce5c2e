using System.Buffers;

namespace Qa.Rules.Trees.Loading;

/// <summary>Judges by its text alone whether a path stays in the document's own folder or below, on every system.</summary>
internal static class LexiconPath
{
    // A colon is a drive or an alternate stream on Windows; the others no file name can have there.
    private static readonly SearchValues<char> Refused = SearchValues.Create("\\:*?\"<>|");

    /// <summary>What the path should be, as an "expected"; null when it is fine.</summary>
    public static string? Objection(string path)
    {
        if (path.Length is 0 or > TreeLimits.PathLength)
            return $"a path of 1 to {TreeLimits.PathLength} characters";
        if (path.AsSpan().IndexOfAny(Refused) >= 0 || path.Any(char.IsControl))
            return "a path with '/' between its parts, and without drive or wildcard";
        foreach (var part in path.Split('/'))
        {
            // Windows drops dots and spaces at the end of a name, so that ".. " is "..".
            if (part is "" or ".." || (part is not "." && part[^1] is '.' or ' '))
                return "a path in the document's own folder or below";
        }

        return null;
    }
}
