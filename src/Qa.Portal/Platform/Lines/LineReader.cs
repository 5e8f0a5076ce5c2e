using System.Buffers;
using System.Runtime.CompilerServices;

namespace Qa.Portal.Platform.Lines;

/// <summary>
/// Reads a stream of any length as batches of lines, in bounded memory: a batch is about <see cref="BatchBytes"/>, and
/// more only where a single line is. A byte order mark at the start is left out.
/// </summary>
internal sealed class LineReader(string source, Stream stream, Action<int>? onRead = null)
{
    /// <summary>Longest line; the longest text of an interaction.</summary>
    public const int MaximumLineBytes = Qa.Rules.Interactions.InteractionReader.MaximumBytes;

    /// <summary>Size of a batch: long enough that handing it over costs nothing, short enough that a small file keeps all cores busy.</summary>
    public const int BatchBytes = 128 * 1024;

    private long _nextLine = 1;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BatchBytes);
    private int _length;
    private bool _isSkipping;

    public async IAsyncEnumerable<LineBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var isStart = true;
        while (true)
        {
            if (_length == Capacity && !_isSkipping)
                Grow();
            var read = await stream.ReadAsync(_buffer.AsMemory(_length, Capacity - _length), cancellation).ConfigureAwait(false);
            onRead?.Invoke(read);
            if (read == 0)
                break;
            var isNewText = _length;
            _length += read;
            if (isStart && !TryDropByteOrderMark(ref isStart))
                continue;
            var lastEnd = _buffer.AsSpan(isNewText, _length - isNewText).LastIndexOf((byte)'\n');
            if (lastEnd >= 0)
            {
                foreach (var batch in CutAfter(isNewText + lastEnd + 1))
                    yield return batch;
            }

            if (_isSkipping)
                _length = 0;
            else if (_length > MaximumLineBytes)
                yield return StartSkipping();
        }

        if (_length > 0 && !_isSkipping)
        {
            yield return new(source, _nextLine, _buffer, _length);
            _buffer = [];
        }
    }

    // The pool gives buffers of up to twice the size that was asked for.
    private int Capacity => Math.Min(_buffer.Length, MaximumLineBytes + BatchBytes);

    // The mark may arrive byte by byte from a pipe: the first three bytes are waited for.
    private bool TryDropByteOrderMark(ref bool isStart)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var text = _buffer.AsSpan(0, _length);
        if (text.Length < mark.Length && mark.StartsWith(text))
            return false;
        isStart = false;
        if (!text.StartsWith(mark))
            return true;
        text[mark.Length..].CopyTo(_buffer);
        _length -= mark.Length;
        return true;
    }

    private IEnumerable<LineBatch> CutAfter(int end)
    {
        var start = 0;
        if (_isSkipping)
        {
            // The end of the line that was too long; it has been reported.
            start = _buffer.AsSpan(0, end).IndexOf((byte)'\n') + 1;
            _isSkipping = false;
            _nextLine++;
        }

        var next = ArrayPool<byte>.Shared.Rent(Math.Max(BatchBytes, _length - end));
        _buffer.AsSpan(end, _length - end).CopyTo(next);
        var full = _buffer;
        if (start > 0)
            full.AsSpan(start, end - start).CopyTo(full);
        (_buffer, _length) = (next, _length - end);
        var firstLine = _nextLine;
        _nextLine += full.AsSpan(0, end - start).Count((byte)'\n');
        if (end > start)
            yield return new(source, firstLine, full, end - start);
        else
            ArrayPool<byte>.Shared.Return(full);
    }

    private LineBatch StartSkipping()
    {
        var tooLong = new LineBatch(source, _nextLine, _buffer, 0, isTooLong: true);
        _buffer = ArrayPool<byte>.Shared.Rent(BatchBytes);
        _length = 0;
        _isSkipping = true;
        return tooLong;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(_buffer.Length * 2, MaximumLineBytes + BatchBytes));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
