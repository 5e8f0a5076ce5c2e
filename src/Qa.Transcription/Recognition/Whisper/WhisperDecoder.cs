using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Qa.Transcription.Recognition.Whisper;

/// <summary>
/// The half of Whisper that writes, in the merged form: one file that computes everything anew, or goes on from what it computed
/// before (<c>use_cache_branch</c>). How many layers and heads it has is read from it.
/// </summary>
internal sealed class WhisperDecoder : IDisposable
{
    public const string TokensInput = "input_ids";
    public const string HiddenInput = "encoder_hidden_states";
    public const string CacheSwitch = "use_cache_branch";
    public const string Scores = "logits";

    private static readonly string[] Sides = ["decoder", "encoder"];
    private static readonly string[] Parts = ["key", "value"];

    private WhisperDecoder(InferenceSession session, IReadOnlyList<string> caches, int heads, int headWidth)
    {
        (Session, Caches, Heads, HeadWidth) = (session, caches, heads, headWidth);
        Inputs = [TokensInput, HiddenInput, .. caches.Select(static cache => $"past_key_values.{cache}"), CacheSwitch];
        Outputs = [Scores, .. caches.Select(static cache => $"present.{cache}")];
    }

    public InferenceSession Session { get; }

    /// <summary>The caches' names, as <c>0.decoder.key</c>.</summary>
    public IReadOnlyList<string> Caches { get; }

    public int Heads { get; }

    public int HeadWidth { get; }

    public IReadOnlyList<string> Inputs { get; }

    public IReadOnlyList<string> Outputs { get; }

    /// <param name="wrong">What is wrong with the file; empty when it was loaded.</param>
    public static WhisperDecoder? TryLoad(string path, int threads, out string wrong)
    {
        var session = WhisperSession.TryLoad(path, threads, out wrong);
        if (session is null)
            return null;
        var decoder = OfSession(session, out wrong);
        if (decoder is not null)
            return decoder;
        wrong = $"'{path}': {wrong}";
        session.Dispose();
        return null;
    }

    public void Dispose() => Session.Dispose();

    private static WhisperDecoder? OfSession(InferenceSession session, out string wrong)
    {
        const string first = "past_key_values.0.decoder.key";
        wrong = WhisperSession.Check(session.InputMetadata, first, TensorElementType.Float, 0, 0, 0, 0);
        if (wrong.Length > 0)
            return null;
        var sizes = session.InputMetadata[first].Dimensions;
        var (heads, width) = (sizes[1], sizes[3]);
        if (heads < 1 || width < 1)
            wrong = $"'{first}' does not say how many heads it has and how wide they are";
        var layers = session.InputMetadata.Keys.Count(static name => name.EndsWith(".decoder.key", StringComparison.Ordinal));
        string[] caches = [.. from layer in Enumerable.Range(0, layers) from side in Sides from part in Parts select $"{layer}.{side}.{part}"];
        var decoder = new WhisperDecoder(session, caches, heads, width);
        string[] found =
        [
            wrong,
            WhisperSession.Check(session.InputMetadata, TokensInput, TensorElementType.Int64, 0, 0),
            WhisperSession.Check(session.InputMetadata, HiddenInput, TensorElementType.Float, 0, 0, 0),
            WhisperSession.Check(session.InputMetadata, CacheSwitch, TensorElementType.Bool, 1),
            WhisperSession.Check(session.OutputMetadata, Scores, TensorElementType.Float, 0, 0, 0),
            .. caches.Select(cache => WhisperSession.Check(session.InputMetadata, $"past_key_values.{cache}", TensorElementType.Float, 0, heads, 0, width)),
            .. caches.Select(cache => WhisperSession.Check(session.OutputMetadata, $"present.{cache}", TensorElementType.Float, 0, heads, 0, width)),
            .. session.InputMetadata.Keys.Except(decoder.Inputs, StringComparer.Ordinal).Select(static name => $"the tensor '{name}' is not known"),
        ];
        wrong = found.FirstOrDefault(static each => each.Length > 0, "");
        return wrong.Length == 0 ? decoder : null;
    }
}
