using System.Text;

namespace Qa.Portal.Platform.Attachments;

/// <summary>Plain text, known by being whole and valid in an encoding that Chinese offices write, and by holding no NUL, which no text has.</summary>
internal static class TextFile
{
    private const int BufferBytes = 64 * 1024;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Encoding Gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>Name of the encoding; null when it is not text.</summary>
    public static string? CharsetOf(Stream file) => IsValid(file, Utf8) ? "utf-8" : IsValid(file, Gb18030) ? "gb18030" : null;

    private static bool IsValid(Stream file, Encoding encoding)
    {
        file.Position = 0;
        var decoder = encoding.GetDecoder();
        var bytes = new byte[BufferBytes];
        var characters = new char[encoding.GetMaxCharCount(BufferBytes)];
        try
        {
            int read;
            while ((read = file.Read(bytes)) > 0)
            {
                if (bytes.AsSpan(0, read).Contains((byte)0))
                    return false;
                decoder.GetChars(bytes.AsSpan(0, read), characters, flush: false);
            }

            decoder.GetChars([], characters, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
