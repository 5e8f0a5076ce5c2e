using CsCheck;
using Qa.Transcription.Recognition.Whisper;

namespace Qa.Transcription.Tests.Recognition.Whisper;

public sealed class WhisperVocabularyTests
{
    private static readonly WhisperVocabulary Vocabulary = WhisperVocabulary.TryRead(TestVocabulary.Json(), out _)!;

    /// <summary>A few words in the scripts of Whisper's 99 languages.</summary>
    public static TheoryData<string> Scripts => new(
        "hello, it's the world's 3rd", "您好，很高兴为您服务", "こんにちは世界", "안녕하세요", "Здравствуйте", "Γειά σου κόσμε", "שלום עולם", "مرحبا بالعالم", "سلام دنیا",
        "नमस्ते दुनिया", "হ্যালো বিশ্ব", "ਸਤ ਸ੍ਰੀ ਅਕਾਲ", "નમસ્તે", "வணக்கம்", "హలో", "ನಮಸ್ಕಾರ", "നമസ്കാരം", "ආයුබෝවන්", "สวัสดีชาวโลก", "ສະບາຍດີ", "မင်္ဂလာပါ", "សួស្តី", "བཀྲ་ཤིས",
        "გამარჯობა", "Բարեւ", "ሰላም", "Xin chào thế giới", "Çok teşekkürler", "Žluťoučký kůň", "Þetta er íslenska", "Ẹ káàárọ̀", "𠮷野家 😀 é");

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Decode_OfWhatWasEncoded_IsTheText(string text) =>
        Vocabulary.Decode(Vocabulary.Encode(text)).Should().Be(text);

    [Fact]
    public void Decode_AnyText_ComesBack() =>
        Gen.Int[0, 0x2FFFF].Where(System.Text.Rune.IsValid).Where(static value => value != 0xFFFD).Array[0, 30].Sample(static runes =>
        {
            var text = string.Concat(runes.Select(static rune => new System.Text.Rune(rune)));
            return Vocabulary.Decode(Vocabulary.Encode(text)) == text;
        });

    [Fact]
    public void Encode_WordThatIsOneToken_IsThatToken() =>
        Vocabulary.Encode("测试夹具").Should().Equal(TestVocabulary.Word("测试"), TestVocabulary.Word("夹具"));

    [Fact]
    public void Decode_HalfACharacterAndSpecialTokens_AreDropped() =>
        Vocabulary.Decode([Vocabulary.Start, .. Vocabulary.Encode("好"), .. Vocabulary.Encode("好").Take(1), Vocabulary.End]).Should().Be("好");

    [Fact]
    public void TryRead_Whispers_KnowsItsTokensByName()
    {
        Vocabulary.Languages.Should().BeEquivalentTo(new Dictionary<string, int>
        {
            ["en"] = TestVocabulary.Special("<|en|>"),
            ["zh"] = TestVocabulary.Special("<|zh|>"),
            ["yue"] = TestVocabulary.Special("<|yue|>"),
        });
        Vocabulary.FirstTimestamp.Should().Be(TestVocabulary.Time(0));
        Vocabulary.NoSpeech.Should().Be(TestVocabulary.Special("<|nospeech|>"));
    }

    [Theory]
    [InlineData("{}", "no 'model.vocab'")]
    [InlineData("""{"model":{"vocab":{"a":0},"merges":[]}}""", "no token <|startoftranscript|>")]
    [InlineData("<html>", "'<'")]
    [InlineData("""{"model":{"vocab":{"a":"b"}}}""", "Number")]
    public void TryRead_NotAWhisperTokenizer_SaysWhat(string json, string wrong)
    {
        WhisperVocabulary.TryRead(System.Text.Encoding.UTF8.GetBytes(json), out var found).Should().BeNull();

        found.Should().NotBeEmpty().And.Contain(wrong);
    }
}
