using System.Text;

namespace Qa.Portal.Platform.Attachments;

/// <summary>The bytes by which kinds of files are known.</summary>
internal static class FileMarks
{
    private const int RiffKindAt = 8;
    private const int Mp4BrandAt = 8;
    private const int HeadBytes = 16;

    // Pictures in the same container; nothing of them is sound or film.
    private static readonly string[] PictureBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis", "jxl "];

    /// <param name="mark">Characters of Latin-1: a byte each.</param>
    public static bool Begins(Stream file, string mark) => Head(file).AsSpan().StartsWith(Encoding.Latin1.GetBytes(mark));

    public static bool IsRiff(Stream file, string kind) => Head(file) is { Length: >= RiffKindAt + 4 } head
        && head.AsSpan().StartsWith("RIFF"u8) && head.AsSpan(RiffKindAt, 4).SequenceEqual(Encoding.Latin1.GetBytes(kind));

    public static bool IsMp4(Stream file) => Head(file) is { Length: >= Mp4BrandAt + 4 } head
        && head.AsSpan(4, 4).SequenceEqual("ftyp"u8) && !PictureBrands.Contains(Encoding.Latin1.GetString(head, Mp4BrandAt, 4), StringComparer.Ordinal);

    /// <summary>An ID3 tag, or the head of a frame of layer III with a bit rate and a sampling rate that there are.</summary>
    public static bool IsMp3(Stream file) => Head(file) is { Length: >= 4 } head
        && (head.AsSpan().StartsWith("ID3"u8)
            || (head[0] == 0xFF && (head[1] & 0xE0) == 0xE0 && (head[1] & 0x18) != 0x08 && (head[1] & 0x06) == 0x02 && head[2] >> 4 is not (0 or 15) && (head[2] & 0x0C) != 0x0C));

    private static byte[] Head(Stream file)
    {
        var head = new byte[HeadBytes];
        file.Position = 0;
        return head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }
}
