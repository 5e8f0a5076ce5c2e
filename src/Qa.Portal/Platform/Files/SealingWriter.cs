using System.Security.Cryptography;

namespace Qa.Portal.Platform.Files;

/// <summary>Seals what is written, chunk by chunk. Only <see cref="FinishAsync"/> makes the file whole: without it nobody can open its end.</summary>
internal sealed class SealingWriter : IAsyncDisposable
{
    private readonly Stream _target;
    private readonly byte[] _head;
    private readonly AesGcm _cipher;
    private readonly byte[] _chunk = new byte[SealedForm.ChunkBytes];
    private readonly byte[] _sealed = new byte[SealedForm.ChunkBytes + SealedForm.TagBytes];
    private int _filled;
    private long _number;
    private bool _hasHead;

    public SealingWriter(Stream target, FileKeys keys)
    {
        _target = target;
        _head = SealedForm.NewHead(keys.Sealing.Name);
        _cipher = SealedForm.Cipher(keys.Sealing.Key, _head);
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (bytes.Length > 0)
        {
            // A full chunk waits for the next byte: the last one is sealed as the last.
            if (_filled == _chunk.Length)
                await WriteChunkAsync(isLast: false, cancellation);
            var part = Math.Min(bytes.Length, _chunk.Length - _filled);
            bytes[..part].CopyTo(_chunk.AsMemory(_filled));
            _filled += part;
            bytes = bytes[part..];
        }
    }

    public async Task FinishAsync(CancellationToken cancellation) => await WriteChunkAsync(isLast: true, cancellation);

    public ValueTask DisposeAsync()
    {
        _cipher.Dispose();
        CryptographicOperations.ZeroMemory(_chunk);
        return ValueTask.CompletedTask;
    }

    private async Task WriteChunkAsync(bool isLast, CancellationToken cancellation)
    {
        if (!_hasHead)
            await _target.WriteAsync(_head, cancellation);
        _hasHead = true;
        SealedForm.Seal(_cipher, _number, isLast, _chunk.AsSpan(0, _filled), _sealed, _head);
        await _target.WriteAsync(_sealed.AsMemory(0, _filled + SealedForm.TagBytes), cancellation);
        _number++;
        _filled = 0;
    }
}
