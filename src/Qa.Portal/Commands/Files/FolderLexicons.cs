using Qa.Rules.Trees;

namespace Qa.Portal.Commands.Files;

/// <summary>
/// The phrase files beside a document: only what lies in the document's own folder or below, also after every symbolic
/// link on the way is followed. A document comes from people, so <c>../../etc/passwd</c> must not end in an error message.
/// </summary>
internal sealed class FolderLexicons(string folder) : ILexiconSource
{
    private readonly string? _root = RealPath.Of(Path.GetFullPath(folder));

    public LexiconFile Read(string relativePath)
    {
        if (Path.IsPathRooted(relativePath) || relativePath.Split('/', '\\').Contains("..", StringComparer.Ordinal))
            return Outside();
        try
        {
            if (_root is null || RealPath.Of(Path.Combine(_root, relativePath)) is not { } path)
                return LexiconFile.Missing("a circle of links");
            if (!IsBelow(path, _root))
                return Outside();
            var file = new FileInfo(path);
            if (Directory.Exists(path))
                return LexiconFile.Missing("a folder");
            if (!file.Exists)
                return LexiconFile.Missing("no such file");
            if (file.Length > TreeLimits.DocumentBytes)
                return LexiconFile.Missing($"a file of {file.Length} bytes, which is more than the {TreeLimits.DocumentBytes} that are read");

            // Pipes and devices say 0; opening one could wait for ever.
            return LexiconFile.Of(file.Length == 0 ? ReadOnlyMemory<byte>.Empty : File.ReadAllBytes(path), Path.Combine(folder, relativePath));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return LexiconFile.Missing($"a file that cannot be read ({exception.Message})");
        }
    }

    private static LexiconFile Outside() => LexiconFile.Missing("a file outside the document's folder");

    private static bool IsBelow(string path, string root)
    {
        var prefix = Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar;
        return path.StartsWith(prefix, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }
}
