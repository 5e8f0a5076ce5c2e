using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Qa.Portal.Platform.Files;

/// <summary>
/// How a sealed file is laid out: a head (mark, name of the key, salt), then chunks of 64 KiB, each with its AES-256-GCM tag. The
/// file's own key is derived from the salt; a chunk's nonce is its number and whether it is the last, so that chunks cannot be
/// exchanged, repeated or cut off, and any of them can be opened alone (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár).
/// </summary>
internal static class SealedForm
{
    public const int ChunkBytes = 64 * 1024;
    public const int TagBytes = 16;
    public const int SaltBytes = 16;
    public const int HeadBytes = 8 + FileKeys.NameBytes + SaltBytes;

    private const int NonceBytes = 12;
    private const byte LastMark = 1;

    /// <summary>What a sealed file begins with; nothing else that is kept does.</summary>
    public static ReadOnlySpan<byte> Mark => "QASEAL1\n"u8;

    public static byte[] NewHead(ReadOnlySpan<byte> keyName) => [.. Mark, .. keyName, .. RandomNumberGenerator.GetBytes(SaltBytes)];

    public static ReadOnlySpan<byte> KeyNameOf(ReadOnlySpan<byte> head) => head.Slice(Mark.Length, FileKeys.NameBytes);

    public static AesGcm Cipher(byte[] key, ReadOnlySpan<byte> head)
    {
        Span<byte> own = stackalloc byte[FileKeys.KeyBytes];
        // Said of every kind of file: what was sealed when there were only recordings stays readable.
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, own, salt: head[^SaltBytes..], info: "callcenter recording"u8);
        return new(own, TagBytes);
    }

    /// <summary>Bytes that are in a sealed file of some length; null when no sealed file has that length.</summary>
    public static long? PlainLength(long sealedLength)
    {
        var body = sealedLength - HeadBytes;
        if (body < TagBytes)
            return null;
        var chunks = (body + ChunkBytes + TagBytes - 1) / (ChunkBytes + TagBytes);
        var last = body - (chunks - 1) * (ChunkBytes + TagBytes);
        return last < TagBytes ? null : body - chunks * TagBytes;
    }

    public static void Nonce(long chunk, bool isLast, Span<byte> nonce)
    {
        BinaryPrimitives.WriteInt64BigEndian(nonce, chunk);
        nonce[8..].Clear();
        nonce[NonceBytes - 1] = isLast ? LastMark : (byte)0;
    }

    /// <param name="output">Room for the chunk and its tag.</param>
    public static void Seal(AesGcm cipher, long chunk, bool isLast, ReadOnlySpan<byte> plain, Span<byte> output, ReadOnlySpan<byte> head)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        Nonce(chunk, isLast, nonce);
        cipher.Encrypt(nonce, plain, output[..plain.Length], output.Slice(plain.Length, TagBytes), head);
    }

    /// <exception cref="AuthenticationTagMismatchException">These are not the bytes that were sealed.</exception>
    public static void Open(AesGcm cipher, long chunk, bool isLast, ReadOnlySpan<byte> sealedChunk, Span<byte> output, ReadOnlySpan<byte> head)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        Nonce(chunk, isLast, nonce);
        cipher.Decrypt(nonce, sealedChunk[..^TagBytes], sealedChunk[^TagBytes..], output, head);
    }
}
