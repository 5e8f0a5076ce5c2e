using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;
using Qa.Transcription.Transcripts.Formats;

namespace Qa.Transcription.Recognition.Whisper;

/// <summary>
/// The tokens of a Whisper model, from its <c>tokenizer.json</c>: text by byte pairs, and the special ones that say what is to be
/// done. Special tokens are found by their names, since their numbers differ between models.
/// </summary>
internal sealed partial class WhisperVocabulary
{
    private readonly Tokenizer _tokenizer;
    private readonly Dictionary<int, byte[]> _bytes;
    private readonly Dictionary<string, int> _special;

    private WhisperVocabulary(Tokenizer tokenizer, Dictionary<int, byte[]> bytes, Dictionary<string, int> special)
    {
        (_tokenizer, _bytes, _special) = (tokenizer, bytes, special);
        Languages = special
            .Select(static pair => (Match: LanguageName().Match(pair.Key), pair.Value))
            .Where(static pair => pair.Match.Success)
            .ToDictionary(static pair => pair.Match.Groups[1].Value, static pair => pair.Value, StringComparer.Ordinal);
    }

    public int Start => _special["<|startoftranscript|>"];

    public int End => _special["<|endoftext|>"];

    public int Transcribe => _special["<|transcribe|>"];

    public int PreviousText => _special["<|startofprev|>"];

    public int WithoutTimestamps => _special["<|notimestamps|>"];

    /// <summary>The first of the timestamps, 0.00; each further one is 20 ms later.</summary>
    public int FirstTimestamp => WithoutTimestamps + 1;

    /// <summary>Of older models the name differs; null where there is none.</summary>
    public int? NoSpeech => _special.TryGetValue("<|nospeech|>", out var id) || _special.TryGetValue("<|nocaptions|>", out id) ? id : null;

    public IReadOnlyDictionary<string, int> Languages { get; }

    /// <param name="wrong">What is wrong with the file; empty when it was read.</param>
    public static WhisperVocabulary? TryRead(byte[] json, out string wrong)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var model = document.RootElement.Field("model") ?? default;
            var tokens = new Dictionary<string, int>(StringComparer.Ordinal);
            if (model.Field("vocab") is { ValueKind: JsonValueKind.Object } vocabulary)
            {
                foreach (var token in vocabulary.EnumerateObject())
                    tokens[token.Name] = token.Value.GetInt32();
            }

            var merges = model.Field("merges").Items().Select(MergeOf).ToList();
            var special = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var added in document.RootElement.Field("added_tokens").Items())
            {
                if (added.Text("content") is { } content && added.Number("id") is { } id)
                    special[content] = (int)id;
            }

            string[] needed = ["<|startoftranscript|>", "<|endoftext|>", "<|transcribe|>", "<|startofprev|>", "<|notimestamps|>"];
            var lacking = needed.Where(name => !special.ContainsKey(name)).ToList();
            wrong = tokens.Count == 0 ? "it has no 'model.vocab'" : lacking.Count == 0 ? "" : $"it has no token {string.Join(", ", lacking)}";
            return wrong.Length == 0 ? new(TokenizerOf(tokens, merges), BytesOf(tokens), special) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            wrong = exception.Message;
            return null;
        }
    }

    public IReadOnlyList<int> Encode(string text) => _tokenizer.EncodeToIds(text);

    /// <summary>The text of some tokens. Special ones have none; bytes that are no UTF-8 (half a character at the end) are dropped.</summary>
    public string Decode(IEnumerable<int> tokens)
    {
        byte[] bytes = [.. tokens.SelectMany(token => _bytes.GetValueOrDefault(token, []))];
        return Encoding.UTF8.GetString(bytes).Replace("\uFFFD", "", StringComparison.Ordinal);
    }

    private static string MergeOf(JsonElement merge) => merge.ValueKind == JsonValueKind.Array
        ? $"{merge[0].GetString()} {merge[1].GetString()}"
        : merge.GetString() ?? "";

    private static BpeTokenizer TokenizerOf(Dictionary<string, int> tokens, List<string> merges) => BpeTokenizer.Create(new BpeOptions(tokens)
    {
        Merges = merges,
        ByteLevel = true,
        PreTokenizer = new RegexPreTokenizer(Words(), null),
    });

    private static Dictionary<int, byte[]> BytesOf(Dictionary<string, int> tokens)
    {
        var bytes = new Dictionary<int, byte[]>();
        foreach (var (token, id) in tokens)
        {
            if (ByteLetters.BytesOf(token) is { } known)
                bytes[id] = known;
        }

        return bytes;
    }

    [GeneratedRegex(@"^<\|([a-z]{2,3})\|>$")]
    private static partial Regex LanguageName();

    // How GPT-2's tokenizer, which is Whisper's, parts a text before it pairs bytes.
    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")]
    private static partial Regex Words();
}
