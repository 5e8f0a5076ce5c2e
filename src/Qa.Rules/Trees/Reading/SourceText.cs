using System.Buffers;
using System.Text;

namespace Qa.Rules.Trees.Reading;

/// <summary>
/// A text that the parsers can be trusted with: valid Unicode within the size limit, without byte order mark and without
/// control characters. (Neither YAML nor JSON allows those; YamlDotNet takes U+0000 for the end of the text.)
/// </summary>
internal sealed class SourceText
{
    private const char ByteOrderMark = '\uFEFF';

    private static readonly SearchValues<char> ForbiddenControls =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(static c => (char)c).Where(static c => c is not ('\t' or '\r' or '\n'))]);

    private SourceText(string text, ReadOnlyMemory<byte>? utf8) => (Text, _utf8) = (text, utf8);

    private ReadOnlyMemory<byte>? _utf8;

    public string Text { get; }

    /// <summary>The same text as UTF-8.</summary>
    public ReadOnlyMemory<byte> Utf8 => _utf8 ??= Encoding.UTF8.GetBytes(Text);

    public static SourceText? Decode(ReadOnlyMemory<byte> utf8, out ReadingProblem? failure)
    {
        if (utf8.Length > TreeLimits.DocumentBytes)
        {
            failure = TooLong();
            return null;
        }

        if (utf8.Span.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        var buffer = new char[utf8.Length];
        var status = System.Text.Unicode.Utf8.ToUtf16(utf8.Span, buffer, out _, out var written, replaceInvalidSequences: false);
        var text = new string(buffer, 0, written);
        if (status == OperationStatus.Done)
            return Controls(text, utf8, out failure);
        failure = new(TextCursor.PositionAt(text, text.Length), "bytes that are not UTF-8", "a text in UTF-8");
        return null;
    }

    public static SourceText? Check(string text, out ReadingProblem? failure)
    {
        if (text.StartsWith(ByteOrderMark))
            text = text[1..];
        if (text.Length > TreeLimits.DocumentBytes || Encoding.UTF8.GetByteCount(text) > TreeLimits.DocumentBytes)
        {
            failure = TooLong();
            return null;
        }

        var surrogate = Utf16Text.UnpairedSurrogate(text);
        if (surrogate < 0)
            return Controls(text, null, out failure);
        failure = ReadingProblem.UnpairedSurrogate(TextCursor.PositionAt(text, surrogate));
        return null;
    }

    private static SourceText? Controls(string text, ReadOnlyMemory<byte>? utf8, out ReadingProblem? failure)
    {
        var index = text.AsSpan().IndexOfAny(ForbiddenControls);
        failure = index < 0
            ? null
            : new(TextCursor.PositionAt(text, index), $"the control character U+{(int)text[index]:X4}", "a text without it");
        return index < 0 ? new(text, utf8) : null;
    }

    private static ReadingProblem TooLong() =>
        new(new(1, 1), "a text that is too long", $"at most {TreeLimits.DocumentBytes / (1024 * 1024)} MiB");
}
