using System.Security.Cryptography;

namespace Qa.Portal.Platform.Files;

/// <summary>Reads a sealed file as what was sealed, from any place on: who listens to the middle of a call opens no more than that.</summary>
internal sealed class OpenedStream : Stream
{
    private readonly FileStream _file;
    private readonly byte[] _head;
    private readonly AesGcm _cipher;
    private readonly byte[] _sealed = new byte[SealedForm.ChunkBytes + SealedForm.TagBytes];
    private readonly byte[] _chunk = new byte[SealedForm.ChunkBytes];
    private long _position;
    private long _number = -1;

    private OpenedStream(FileStream file, byte[] head, AesGcm cipher, long length) => (_file, _head, _cipher, Length) = (file, head, cipher, length);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    /// <summary>Takes over a file that begins with the mark, or a plain one, which is returned as it is.</summary>
    /// <exception cref="InvalidDataException">Its key is not at hand, or it is damaged.</exception>
    public static Stream Over(FileStream file, FileKeys? keys)
    {
        var head = new byte[SealedForm.HeadBytes];
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (!head.AsSpan(0, length).StartsWith(SealedForm.Mark))
            return file;
        if (length < head.Length || SealedForm.PlainLength(file.Length) is not { } plain)
            throw new InvalidDataException("the stored file is damaged: it ends within its head");
        var key = keys?.Find(SealedForm.KeyNameOf(head))
            ?? throw new InvalidDataException($"the stored file is sealed with the key {Convert.ToHexStringLower(SealedForm.KeyNameOf(head))}, which is not among the server's keys");
        return new OpenedStream(file, head, SealedForm.Cipher(key, head), plain);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_position >= Length || buffer.IsEmpty)
            return 0;
        var number = _position / SealedForm.ChunkBytes;
        if (number != _number)
            Load(number);
        var from = (int)(_position % SealedForm.ChunkBytes);
        var part = (int)Math.Min(buffer.Length, Math.Min(SealedForm.ChunkBytes - from, Length - _position));
        _chunk.AsSpan(from, part).CopyTo(buffer);
        _position += part;
        return part;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cipher.Dispose();
            _file.Dispose();
            CryptographicOperations.ZeroMemory(_chunk);
        }

        base.Dispose(disposing);
    }

    private void Load(long number)
    {
        var start = number * SealedForm.ChunkBytes;
        var plain = (int)Math.Min(SealedForm.ChunkBytes, Length - start);
        _file.Position = SealedForm.HeadBytes + number * (SealedForm.ChunkBytes + SealedForm.TagBytes);
        _file.ReadExactly(_sealed, 0, plain + SealedForm.TagBytes);
        _number = -1;
        try
        {
            SealedForm.Open(_cipher, number, isLast: start + plain == Length, _sealed.AsSpan(0, plain + SealedForm.TagBytes), _chunk.AsSpan(0, plain), _head);
        }
        catch (AuthenticationTagMismatchException exception)
        {
            throw new InvalidDataException(FormattableString.Invariant($"the stored file is damaged at byte {start}: it is not what was sealed"), exception);
        }

        _number = number;
    }
}
