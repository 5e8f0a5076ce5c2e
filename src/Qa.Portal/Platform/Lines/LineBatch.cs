using System.Buffers;

namespace Qa.Portal.Platform.Lines;

/// <summary>
/// Some whole lines of an input, in one pooled buffer: what is handed from the one reader to the workers. Lines are told
/// apart by the worker, so that the reader only ever looks for line ends.
/// </summary>
/// <param name="source">What the input is called in messages.</param>
/// <param name="firstLine">Number of the first line, from 1.</param>
/// <param name="isTooLong">The batch stands for one line that is longer than <see cref="LineReader.MaximumLineBytes"/>; it holds no text.</param>
internal sealed class LineBatch(string source, long firstLine, byte[] buffer, int length, bool isTooLong = false) : IDisposable
{
    private byte[]? _buffer = buffer;

    public string Source { get; } = source;

    public long FirstLine { get; } = firstLine;

    public bool IsTooLong { get; } = isTooLong;

    /// <summary>The lines that are not blank, without their ends, each with its number.</summary>
    public IEnumerable<(long Number, ReadOnlyMemory<byte> Text)> Lines()
    {
        ObjectDisposedException.ThrowIf(_buffer is null, this);
        var rest = new ReadOnlyMemory<byte>(_buffer, 0, length);
        for (var number = FirstLine; !rest.IsEmpty; number++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (line.Span is [.., (byte)'\r'])
                line = line[..^1];
            if (line.Span.IndexOfAnyExcept((byte)' ', (byte)'\t') >= 0)
                yield return (number, line);
        }
    }

    public void Dispose()
    {
        if (_buffer is { } buffer)
            ArrayPool<byte>.Shared.Return(buffer);
        _buffer = null;
    }
}
