using System.Diagnostics.CodeAnalysis;
using Qa.Rules.Trees;

namespace Qa.Portal.Commands.Files;

/// <summary>Reads the bytes of a document, at most as many as one may have, or says as a diagnostic why it cannot.</summary>
internal static class DocumentFile
{
    /// <summary>What a diagnostic expects where a file cannot be had; no other diagnostic says this.</summary>
    public const string ReadableFile = "a file that can be read";

    public static bool TryRead(string path, out ReadOnlyMemory<byte> utf8, [NotNullWhen(false)] out Diagnostic? problem)
    {
        utf8 = default;
        problem = null;
        try
        {
            if (Directory.Exists(path))
            {
                problem = Unreadable(path, "a folder");
                return false;
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            utf8 = ReadAtMost(file, TreeLimits.DocumentBytes + 1);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = Unreadable(path, "no such file");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problem = Unreadable(path, $"a file that refuses ({exception.Message})");
        }

        return false;
    }

    public static bool IsUnreadable(Diagnostic diagnostic) => string.Equals(diagnostic.Expected, ReadableFile, StringComparison.Ordinal);

    private static Diagnostic Unreadable(string path, string found) => new(path, 0, 0, "", "", found, ReadableFile);

    // One byte more than allowed is enough for the reader to say that the text is too long. Pipes have no length.
    private static byte[] ReadAtMost(FileStream file, int most)
    {
        var known = file.CanSeek ? (int)Math.Min(file.Length, most) : most;
        var buffer = new byte[Math.Max(known, 1)];
        var length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return length == buffer.Length ? buffer : buffer[..length];
    }
}
