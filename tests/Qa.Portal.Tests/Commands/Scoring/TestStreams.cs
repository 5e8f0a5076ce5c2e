using System.Text;

namespace Qa.Portal.Tests.Commands.Scoring;

/// <summary>Many interactions, made as they are read: an input that was never in memory.</summary>
internal sealed class RepeatedInteractions(int count) : Stream
{
    private byte[] _line = [];
    private int _position;
    private int _lines;

    public Action<int> OnRead { get; init; } = static _ => { };

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var written = 0;
        while (written < buffer.Length)
        {
            if (_position == _line.Length)
            {
                if (_lines == count)
                    break;
                _line = Encoding.UTF8.GetBytes(Samples.Good($"i{_lines++}") + "\n");
                _position = 0;
            }

            var part = Math.Min(buffer.Length - written, _line.Length - _position);
            _line.AsSpan(_position, part).CopyTo(buffer[written..]);
            (_position, written) = (_position + part, written + part);
        }

        OnRead(_lines);
        return written;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(buffer.Span));
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>Counts what is written, and keeps none of it.</summary>
internal class CountingStream : Stream
{
    public long Lines { get; private set; }

    public long LargestMemory { get; private set; }

    public Func<long>? OnWrite { get; set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Lines += buffer.Count((byte)'\n');
        LargestMemory = Math.Max(LargestMemory, OnWrite?.Invoke() ?? 0);
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

/// <summary>A pipe whose reader goes away.</summary>
internal sealed class BrokenStream(int afterBytes) : CountingStream
{
    private const int BrokenPipe = 32;
    private int _written;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _written += buffer.Length;
        if (_written > afterBytes)
            throw new IOException("Broken pipe", OperatingSystem.IsWindows() ? unchecked((int)0x8007006D) : BrokenPipe);
    }
}
