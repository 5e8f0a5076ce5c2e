namespace Qa.Transcription.Recognition.Whisper;

/// <summary>
/// The letters that byte-level tokenizers write bytes as: a printable byte of Latin-1 as itself, the others in their order as the
/// letters from U+0100 on. Tokens are texts of these letters, so that any bytes are text.
/// </summary>
internal static class ByteLetters
{
    private static readonly char[] Letters = Make();
    private static readonly Dictionary<char, byte> Bytes = Enumerable.Range(0, 256).ToDictionary(static value => Letters[value], static value => (byte)value);

    public static char LetterOf(byte value) => Letters[value];

    /// <summary>The bytes that a token stands for; null where it holds a letter that stands for none.</summary>
    public static byte[]? BytesOf(string token)
    {
        var bytes = new byte[token.Length];
        for (var index = 0; index < token.Length; index++)
        {
            if (!Bytes.TryGetValue(token[index], out bytes[index]))
                return null;
        }

        return bytes;
    }

    private static char[] Make()
    {
        var letters = new char[256];
        var next = '\u0100';
        for (var value = 0; value < letters.Length; value++)
        {
            var isPrintable = value is >= '!' and <= '~' or >= 0xA1 and <= 0xAC or >= 0xAE;
            letters[value] = isPrintable ? (char)value : next++;
        }

        return letters;
    }
}
