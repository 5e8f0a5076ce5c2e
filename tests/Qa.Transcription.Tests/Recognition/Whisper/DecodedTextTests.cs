using Qa.Transcription.Recognition.Whisper;

namespace Qa.Transcription.Tests.Recognition.Whisper;

public sealed class DecodedTextTests
{
    private static readonly WhisperOptions Options = new();

    [Theory]
    [InlineData("speech", -0.3, 0.1, "您好，很高兴为您服务，请问有什么可以帮您？", false, false)]
    [InlineData("a guess", -1.2, 0.1, "您好", true, false)]
    [InlineData("a guess where nobody speaks", -1.2, 0.9, "您好", false, true)]
    [InlineData("sure of words, though it doubts that anybody speaks", -0.3, 0.9, "您好", false, false)]
    [InlineData("a phrase over and over", -0.1, 0.1, "谢谢观看谢谢观看谢谢观看谢谢观看谢谢观看谢谢观看谢谢观看谢谢观看谢谢观看谢谢观看谢谢观看谢谢观看", true, false)]
    public void LooksWrongAndIsSilence_ByMeasures_AsExpected(string note, double mean, double noSpeech, string text, bool looksWrong, bool isSilence)
    {
        var decoded = new DecodedText([], [], mean, noSpeech, IsComplete: true);

        decoded.LooksWrong(Options, text).Should().Be(looksWrong, note);
        decoded.IsSilence(Options).Should().Be(isSilence, note);
    }
}
