using Qa.Transcription.Transcripts.Text;

namespace Qa.Transcription.Tests.Transcripts.Text;

public sealed class SimplifiedChineseTests
{
    [Theory]
    [InlineData("甚至出現交易幾乎停滯的情況", "甚至出现交易几乎停滞的情况")]
    [InlineData("歡迎大家來體驗達摩院推出的語音識別模型", "欢迎大家来体验达摩院推出的语音识别模型")]
    [InlineData("頭髮、發展、裡面、這裏、鐘錶", "头发、发展、里面、这里、钟表")]
    [InlineData("乾坤 著名 皇后", "乾坤 著名 皇后")]
    [InlineData("已经是简体，ABC 123。", "已经是简体，ABC 123。")]
    [InlineData("𠮷", "𠮷")]
    [InlineData("", "")]
    public void Of_Text_IsSimplified(string text, string expected) => SimplifiedChinese.Of(text).Should().Be(expected);

    [Fact]
    public void Of_SimplifiedText_StaysAsItIs()
    {
        foreach (var character in Enumerable.Range('㐀', '龥' - '㐀' + 1))
        {
            var once = SimplifiedChinese.Of(((char)character).ToString());
            SimplifiedChinese.Of(once).Should().Be(once);
        }
    }
}
