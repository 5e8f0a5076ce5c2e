using Qa.Portal.Ui.Editor;

namespace Qa.Portal.Tests.Ui.Editor;

public sealed class EditorTextTests
{
    [Theory]
    [InlineData("a\nb\n", "a\nb\n")]
    [InlineData("a\r\nb\r\n", "a\r\nb\r\n")]
    [InlineData("a\r\nb\n", "a\nb\n")]
    [InlineData("a\rb", "a\nb")]
    [InlineData("\uFEFFa\u2028b", "a\u2028b")]
    [InlineData("", "")]
    public void Of_ALineEndOfAnyKind_HasOneKindAndNoMark(string text, string expected) => EditorText.Of(text).Should().Be(expected);

    [Fact]
    public void MarkOf_AText_IsWhatIsPutBeforeItAgain() => (EditorText.MarkOf("\uFEFFa") + EditorText.Of("\uFEFFa")).Should().Be("\uFEFFa");

    [Fact]
    public void After_ChangesInTheirOrder_MakesEachOnWhatTheOneBeforeLeft() =>
        EditorText.After("abcdef", [new(4, 1, "E1"), new(1, 2, ""), new(0, 0, "始")]).Should().Be("始adE1f");

    [Fact]
    public void After_APlaceThatIsNotThere_IsRefused() => ((Func<string>)(() => EditorText.After("ab", [new(3, 0, "c")]))).Should().Throw<ArgumentOutOfRangeException>();
}
