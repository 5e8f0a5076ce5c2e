using System.Text;
using CsCheck;
using Qa.Portal.Platform.Lines;

namespace Qa.Portal.Tests.Platform.Lines;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("\n\n", "")]
    [InlineData("a", "1:a")]
    [InlineData("a\n", "1:a")]
    [InlineData("a\r\nb\r\n", "1:a|2:b")]
    [InlineData("\n \t\na\n\nb", "3:a|5:b")]
    [InlineData("\uFEFFa\n\uFEFFb", "1:a|2:\uFEFFb")]
    [InlineData("\uFEFF", "")]
    public async Task ReadAsync_ShortTexts_GivesLinesWithTheirNumbers(string text, string expected)
    {
        (await Read(new MemoryStream(Encoding.UTF8.GetBytes(text)))).Should().Be(expected);
    }

    [Fact]
    public async Task ReadAsync_HoweverTheStreamIsCut_GivesTheSameLines() =>
        await Gen.Select(
            Gen.OneOf(Gen.Const("甲乙"), Gen.Const("\n"), Gen.Const("\r\n"), Gen.Const("x"), Gen.Const(" "), Gen.Const(new string('y', 50_000)), Gen.Const("\uFEFF")).Array[0, 30],
            Gen.Int[1, 70_000])
            .SampleAsync(async (parts, chunk) =>
            {
                var bytes = Encoding.UTF8.GetBytes(string.Concat(parts));

                (await Read(new ChunkedStream(bytes, chunk))).Should().Be(Expected(bytes));
            }, iter: 200);

    [Fact]
    public async Task ReadAsync_LineBeyondTheLimit_IsToldOnceAndTheRestIsRead()
    {
        var tooLong = new byte[LineReader.MaximumLineBytes + 300_000];
        tooLong.AsSpan().Fill((byte)'x');
        using var stream = new MemoryStream();
        stream.Write("a\n"u8);
        stream.Write(tooLong);
        stream.Write("\nb\nc"u8);
        stream.Position = 0;

        (await Read(stream)).Should().Be("1:a|2:TOO LONG|3:b|4:c");
    }

    private static string Expected(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        text = text.StartsWith('\uFEFF') ? text[1..] : text;
        return string.Join('|', text.Split('\n')
            .Select(static (line, index) => (Line: line.EndsWith('\r') ? line[..^1] : line, Number: index + 1))
            .Where(static line => line.Line.Trim(' ', '\t').Length > 0)
            .Select(static line => $"{line.Number}:{line.Line}"));
    }

    // A failed comparison must not print megabytes.
    private static string Shown(ReadOnlySpan<byte> line) =>
        line.Length > 1_000_000 ? $"{line.Length} bytes" : Encoding.UTF8.GetString(line);

    private static async Task<string> Read(Stream stream)
    {
        var lines = new List<string>();
        await foreach (var batch in new LineReader("test", stream).ReadAsync())
        {
            using (batch)
            {
                if (batch.IsTooLong)
                    lines.Add($"{batch.FirstLine}:TOO LONG");
                else
                    lines.AddRange(batch.Lines().Select(static line => $"{line.Number}:{Shown(line.Text.Span)}"));
            }
        }

        return string.Join('|', lines);
    }

    private sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }
}
