using System.Runtime.CompilerServices;
using Qa.Portal.Platform.Lines;

namespace Qa.Portal.Commands.Lines;

/// <summary>The inputs of a command, one after the other: files, and standard input where <c>-</c> stands.</summary>
internal sealed class LineInput(IReadOnlyList<string> names, Stream standardInput)
{
    /// <summary>Stands for standard input among file names.</summary>
    public const string StandardInput = "-";

    /// <summary>Bytes of all inputs together; null when one of them does not say.</summary>
    public long? TotalBytes()
    {
        long sum = 0;
        foreach (var name in names)
        {
            var length = name == StandardInput ? 0 : new FileInfo(name).Length;

            // Pipes and devices say 0.
            if (length == 0)
                return null;
            sum += length;
        }

        return sum;
    }

    /// <summary>The first input that cannot be read and why; null when all can.</summary>
    public static string? FindUnreadable(IReadOnlyList<string> names, CommandTexts texts)
    {
        foreach (var name in names)
        {
            if (name == StandardInput)
                continue;
            if (Directory.Exists(name))
                return texts.Format("file.folder", name);
            if (!File.Exists(name))
                return texts.Format("file.missing", name);
        }

        return names.Count(static name => name == StandardInput) > 1 ? texts["file.inputTwice"] : null;
    }

    public async IAsyncEnumerable<LineBatch> ReadAsync(Action<int>? onRead = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var name in names)
        {
            var isFile = name != StandardInput;
            var stream = isFile
                ? new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan)
                : standardInput;
            try
            {
                var reader = new LineReader(isFile ? name : "<stdin>", stream, onRead);
                await foreach (var batch in reader.ReadAsync(cancellation).ConfigureAwait(false))
                    yield return batch;
            }
            finally
            {
                if (isFile)
                    await stream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
