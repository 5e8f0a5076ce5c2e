using System.Text;
using System.Text.Json;
using Qa.Transcription.Recognition.Whisper;

namespace Qa.Transcription.Tests.Recognition.Whisper;

/// <summary>A vocabulary in the form of Whisper's: every byte, some Chinese words as one token each, the special tokens, and the timestamps.</summary>
internal static class TestVocabulary
{
    private static readonly string[] Words = ["测试", "夹具", "甲", "乙", "丙", "丁"];
    private static readonly string[] SpecialNames =
    [
        "<|endoftext|>", "<|startoftranscript|>", "<|en|>", "<|zh|>", "<|yue|>", "<|translate|>", "<|transcribe|>", "<|startoflm|>",
        "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>",
    ];

    private static readonly (List<string> Tokens, List<string> Merges) Text = MakeText();

    public const int TimestampCount = 1_501;

    public static int Count => Text.Tokens.Count + SpecialNames.Length + TimestampCount;

    public static int Special(string name) => Text.Tokens.Count + Array.IndexOf(SpecialNames, name);

    public static int Word(string word) => Text.Tokens.IndexOf(Letters(word));

    public static int Time(double seconds) => Text.Tokens.Count + SpecialNames.Length + (int)Math.Round(seconds / 0.02);

    public static byte[] Json() => JsonSerializer.SerializeToUtf8Bytes(new
    {
        model = new
        {
            type = "BPE",
            vocab = Text.Tokens.Select(static (token, id) => (token, id)).ToDictionary(static pair => pair.token, static pair => pair.id),
            merges = Text.Merges,
        },
        added_tokens = SpecialNames.Select(static name => new { id = Special(name), content = name, special = true })
            .Concat(Enumerable.Range(0, TimestampCount).Select(static index => new { id = Time(index * 0.02), content = FormattableString.Invariant($"<|{index * 0.02:0.00}|>"), special = true })),
    });

    private static (List<string>, List<string>) MakeText()
    {
        List<string> tokens = [.. Enumerable.Range(0, 256).Select(static value => ByteLetters.LetterOf((byte)value).ToString())];
        var merges = new List<string>();
        foreach (var letters in Words.Select(Letters))
        {
            for (var length = 2; length <= letters.Length; length++)
            {
                if (tokens.Contains(letters[..length]))
                    continue;
                tokens.Add(letters[..length]);
                merges.Add($"{letters[..(length - 1)]} {letters[length - 1]}");
            }
        }

        return (tokens, merges);
    }

    private static string Letters(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(ByteLetters.LetterOf));
}
