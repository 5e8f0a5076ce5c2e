using CsCheck;
using Qa.Portal.Commands.Hosting;
using Spectre.Console;

namespace Qa.Portal.Tests.Commands.Hosting;

public sealed class LineWrapTests
{
    [Theory]
    [InlineData("您好您好", 4, "您好|您好")]
    [InlineData("您好，再见", 4, "您|好，|再见")]
    [InlineData("（您好）", 4, "（您|好）")]
    [InlineData("hello big world", 9, "hello |big world")]
    [InlineData("abcdefgh", 3, "abc|def|gh")]
    [InlineData("退款refund好", 6, "退款|refund|好")]
    [InlineData("", 5, "")]
    public void Wrap_ShortTexts_BreaksWhereChineseIsSet(string text, int width, string expected) =>
        string.Join('|', LineWrap.Wrap([new(text)], width).Select(static line => string.Concat(line.Select(static piece => piece.Text))))
            .Should().Be(expected);

    [Fact]
    public void Wrap_AnyText_FitsAndLosesNothingButSpaces() =>
        Gen.Select(Gen.OneOf(Gen.Const("您"), Gen.Const("，"), Gen.Const("a"), Gen.Const(" "), Gen.Const("😀"), Gen.Const("（")).Array[0, 40], Gen.Int[2, 12])
            .Sample((parts, width) =>
            {
                var text = string.Concat(parts);
                var lines = LineWrap.Wrap([new(text)], width).Select(static line => string.Concat(line.Select(static piece => piece.Text))).ToList();

                lines.Should().OnlyContain(line => line.GetCellWidth() <= width);
                string.Concat(lines).Replace(" ", "", StringComparison.Ordinal).Should().Be(text.Replace(" ", "", StringComparison.Ordinal));
            }, iter: 2000);
}
