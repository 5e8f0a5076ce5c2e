using Qa.Transcription.Models;
using Qa.Transcription.Recognition;
using Qa.Transcription.Recognition.Whisper;
using Qa.Transcription.Tests.Audio;
using Qa.Transcription.Transcripts;

namespace Qa.Transcription.Tests.Recognition.Whisper;

public sealed class OnnxWhisperTests : IDisposable
{
    // Start, language, task.
    private const int PromptLength = 3;
    private const int First = PromptLength - 1;

    private static readonly int End = TestVocabulary.Special("<|endoftext|>");
    private static readonly SpeechChunk Tone = new(0, 10, Sounds.Sine(300, SpeechChunk.SampleRate, 4));
    private static readonly SpeechChunk Hiss = new(1, 20, [.. Noise.Pink(3 * SpeechChunk.SampleRate, 1).Zip(Noise.Pink(3 * SpeechChunk.SampleRate + 1, 2).Skip(1), static (a, b) => (a - b) * 0.1f)]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Recognize_TwoPieces_GivesTheirTimesInTheRecording()
    {
        var model = new ScriptedWhisper().Say(0, First, Time(0.5), Word("测试"), Word("甲"), Time(1.5), Time(2), Word("夹具"), Time(3.5), End);

        var segments = Recognize(model, new(), Tone);

        Lines(segments).Should().Equal("0: 10.50-11.50 测试甲", "0: 12.00-13.50 夹具");
        segments.Should().OnlyContain(static segment => segment.Confidence > 0.99);
    }

    [Fact]
    public void Recognize_SeveralChunksAtOnce_EachIsWrittenByItsOwnSound()
    {
        var model = new ScriptedWhisper()
            .Say(0, First, Time(0), Word("甲"), Time(1), End)
            .Say(1, First, Time(0.2), Word("乙"), Word("乙"), Word("丙"), Word("丁"), Time(2.2), End);

        foreach (var batchSize in new[] { 1, 2, 4 })
        {
            var segments = Recognize(model, new() { BatchSize = batchSize }, Tone, Hiss, Tone with { StartSeconds = 30 });

            Lines(segments).Should().Equal("0: 10.00-11.00 甲", "1: 20.20-22.20 乙乙丙丁", "0: 30.00-31.00 甲");
        }
    }

    [Fact]
    public void Recognize_NoLastTimestamp_LastsToTheEndOfTheChunk() =>
        Lines(Recognize(new ScriptedWhisper().Say(0, First, Time(0), Word("甲"), End), new(), Tone)).Should().Equal("0: 10.00-14.00 甲");

    [Fact]
    public void Recognize_TextThatEndsWithAPairOfTimestamps_GoesOnFromThere()
    {
        // The script says the same of whatever is left of the tone: 1.5 s, then that more follows.
        var model = new ScriptedWhisper().Say(0, First, Time(0), Word("甲"), Time(1.5), Time(1.5), End);

        Lines(Recognize(model, new(), Tone)).Should().Equal("0: 10.00-11.50 甲", "0: 11.50-13.00 甲", "0: 13.00-14.00 甲");
    }

    [Fact]
    public void Recognize_TextThatNeverEnds_StopsAtTheMostTokens()
    {
        var model = new ScriptedWhisper().Say(0, First, Time(0));
        for (var position = First + 1; position < 150; position++)
            model.Say(0, position, Word("甲"));

        var segment = Recognize(model, new() { Temperatures = [0] }, Tone).Single();

        segment.Text.Should().HaveLength(49, "half of the model's 100 positions are for the text, and the first is a timestamp");
        segment.Confidence.Should().Be(0, "what repeats itself is not to be trusted");
    }

    [Fact]
    public void Recognize_RepeatingText_IsWrittenAgainByChance()
    {
        // The likeliest is always 'a', by a hair: followed blindly it repeats itself, drawn by chance it does not.
        var model = new ScriptedWhisper().Say(0, First, Time(0));
        for (var position = First + 1; position < First + 41; position++)
        {
            for (var letter = 'a'; letter <= 'z'; letter++)
                model.Score(0, position, letter, letter == 'a' ? 20.01f : 20);
        }

        model.Say(0, First + 41, Time(3), End);
        var options = new WhisperOptions { LeastLogProbability = -10 };

        var blind = Recognize(model, options with { Temperatures = [0] }, Tone).Single();
        var again = Recognize(model, options, Tone).Single();

        blind.Text.Should().Be(new string('a', 40));
        again.Text.Should().HaveLength(40).And.NotBe(blind.Text);
        again.Text.Distinct().Count().Should().BeGreaterThan(10);
        Recognize(model, options, Tone).Single().Text.Should().Be(again.Text, "chance is the same at every run");
    }

    [Theory]
    [InlineData(20f, 0)]
    [InlineData(-20f, 1)]
    public void Recognize_GuessedTextWhereNobodySpeaks_IsDropped(float noSpeech, int expected)
    {
        var model = new ScriptedWhisper().Say(0, First, Time(0)).Score(0, 0, TestVocabulary.Special("<|nospeech|>"), noSpeech).Score(0, 0, Word("丁"), 0);
        for (var token = 0; token < 100; token++)
            model.Score(0, First + 1, token, 1);
        model.Say(0, First + 2, Time(1), End);

        Recognize(model, new() { Temperatures = [0], LeastLogProbability = -0.9 }, Tone).Should().HaveCount(expected);
    }

    [Fact]
    public void Recognize_WithBeams_FindsTheTextThatIsLikelierAsAWhole()
    {
        // 甲 looks better at first; two tokens later it turns out that only after 乙 the text is certain.
        var model = new ScriptedWhisper()
            .Say(0, First, Time(0))
            .Score(0, First + 1, Word("甲"), 20).Score(0, First + 1, Word("乙"), 19.8f)
            .Say(0, First + 2, Word("测试"))
            .Score(0, First + 3, Word("丙"), 0).Score(0, First + 3, Word("丁"), 0)
            .Say(0, First + 4, Time(1), End)
            .AfterCached(Word("甲"), Word("乙"), Word("丙"), 0, 20);
        for (var token = 0; token < 200; token++)
            model.Score(0, First + 3, token, 0);

        Lines(Recognize(model, new() { Temperatures = [0] }, Tone)).Single().Should().StartWith("0: 10.00-11.00 甲测试");
        Lines(Recognize(model, new() { Temperatures = [0], Beams = 3 }, Tone)).Should().Equal("0: 10.00-11.00 乙测试丙");
    }

    [Fact]
    public void Recognize_UnknownLanguage_IsFoundOut()
    {
        // What is said depends on nothing but the position, so the language shows in which position it is asked at.
        var model = new ScriptedWhisper()
            .Score(0, 0, TestVocabulary.Special("<|en|>"), 5).Score(0, 0, TestVocabulary.Special("<|zh|>"), 6)
            .Say(0, First, Time(0), Word("甲"), Time(1), End);

        Lines(Recognize(model, new() { Language = null }, Tone)).Should().Equal("0: 10.00-11.00 甲");
    }

    [Fact]
    public void Recognize_WithTheCentresWords_TheyStandBeforeTheText()
    {
        // A space, 测试 and 夹具 are three tokens, with one before them that says what they are.
        const int previous = 4;
        var model = new ScriptedWhisper().Say(0, First, Time(0), Word("甲"), Time(1), End).Say(0, First + previous, Time(0), Word("乙"), Time(1), End);

        Lines(Recognize(model, new() { Prompt = "测试夹具" }, Tone)).Should().Equal("0: 10.00-11.00 乙");
    }

    [Fact]
    public void Open_MissingFile_NamesItAndTheCommand()
    {
        var folder = new ScriptedWhisper().Save(_folder.Path);
        File.Delete(Path.Combine(_folder.Path, "whisper", "decoder_model_merged.onnx"));

        var opening = OnnxWhisper.Open(folder, new());

        opening.Recognizer.Should().BeNull();
        opening.Missing!.Message.Should().Contain("decoder_model_merged.onnx").And.Contain("qa models fetch whisper");
    }

    [Fact]
    public void Open_TensorOfAnotherSize_SaysWhich() =>
        OnnxWhisper.Open(new ScriptedWhisper().Save(_folder.Path, bands: 128), new()).Missing!.What.Should().Contain("dimension 1 of 'input_features' is 128, expected 80");

    [Fact]
    public void Open_TensorOfAnotherName_SaysWhich() =>
        OnnxWhisper.Open(new ScriptedWhisper().Save(_folder.Path, tokensInput: "tokens"), new()).Missing!.What.Should().Contain("there is no tensor 'input_ids'");

    [Theory]
    [InlineData("encoder_model.onnx", "encoder_model.onnx' cannot be loaded")]
    [InlineData("tokenizer.json", "tokenizer.json' cannot be used")]
    [InlineData("config.json", "config.json' cannot be used")]
    public void Open_FileThatIsNoModel_SaysWhich(string file, string message)
    {
        var folder = new ScriptedWhisper().Save(_folder.Path);
        File.WriteAllText(Path.Combine(_folder.Path, "whisper", file), "<html>not found</html>");

        OnnxWhisper.Open(folder, new()).Missing!.What.Should().Contain(message);
    }

    [Fact]
    public void Open_LanguageThatTheModelDoesNotKnow_SaysSo() =>
        OnnxWhisper.Open(new ScriptedWhisper().Save(_folder.Path), new() { Language = "xx" }).Missing!.What.Should().Contain("'xx'");

    private IReadOnlyList<TranscriptSegment> Recognize(ScriptedWhisper script, WhisperOptions options, params SpeechChunk[] chunks)
    {
        var opening = OnnxWhisper.Open(script.Save(_folder.Path), options with { Threads = 1 });
        opening.Missing.Should().BeNull();
        using var recognizer = opening.Recognizer!;
        return recognizer.Recognize(chunks, default);
    }

    private static IEnumerable<string> Lines(IEnumerable<TranscriptSegment> segments) => segments.Select(static segment =>
        FormattableString.Invariant($"{segment.Speaker.Channel}: {segment.Time.Start:0.00}-{segment.Time.End:0.00} {segment.Text}"));

    private static int Time(double seconds) => TestVocabulary.Time(seconds);

    private static int Word(string word) => TestVocabulary.Word(word);
}
