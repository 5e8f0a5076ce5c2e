namespace Qa.Portal.Commands.Files;

/// <summary>
/// A path with every symbolic link in it followed. The platform resolves only the last part of a path; here a link may
/// stand anywhere, also inside what another link names.
/// </summary>
internal static class RealPath
{
    /// <summary>Links followed before they are taken for a circle; what Linux allows.</summary>
    private const int MaximumLinks = 40;

    /// <param name="fullPath">An absolute path. Parts that do not exist are kept as they are.</param>
    /// <returns>Null when the links go round in a circle.</returns>
    public static string? Of(string fullPath)
    {
        var root = Path.GetPathRoot(fullPath)!;
        var rest = new Stack<string>(Parts(fullPath[root.Length..]).Reverse());
        var real = root;
        for (var links = 0; rest.TryPop(out var part);)
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? root;
                continue;
            }

            var next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MaximumLinks)
                return null;
            if (Path.IsPathRooted(target))
                real = Path.GetPathRoot(target)!;
            foreach (var targetPart in Parts(target[Path.GetPathRoot(target)!.Length..]).Reverse())
                rest.Push(targetPart);
        }

        return real;
    }

    private static string[] Parts(string path) =>
        [.. path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Where(static part => part is not ("" or "."))];
}
