using Qa.Rules.Trees;

namespace Qa.Portal.Commands.Files;

/// <summary>A norm tree in a file, with the lexicons in its folder. A file that cannot be read is reported like an error in it.</summary>
internal static class TreeFile
{
    public static TreeLoadResult Load(string path) =>
        DocumentFile.TryRead(path, out var utf8, out var problem)
            ? TreeLoader.Load(path, utf8, LexiconsOf(path))
            : new(null, [problem]);

    public static FolderLexicons LexiconsOf(string path) => new(Path.GetDirectoryName(Path.GetFullPath(path))!);
}
