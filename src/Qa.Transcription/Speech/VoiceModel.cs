using Microsoft.ML.OnnxRuntime;

namespace Qa.Transcription.Speech;

/// <summary>
/// Silero's model of voice activity, loaded once and shared by all recordings: for each 32 ms of sound, how probable it is
/// that somebody speaks. The network remembers what it heard, and that memory belongs to a <see cref="VoiceListener"/>.
/// </summary>
public sealed class VoiceModel : IDisposable
{
    /// <summary>What each probability is about, in milliseconds.</summary>
    public const int FrameMilliseconds = 32;

    internal const int StateLength = 128;
    internal const int StateLayers = 2;

    private static readonly string[] Inputs = ["input", "state", "sr"];
    private static readonly string[] Outputs = ["output", "stateN"];

    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();

    private VoiceModel(InferenceSession session) => _session = session;

    /// <summary>The sound rate that the model hears a recording at: telephone sound as it is, everything else at 16 kHz.</summary>
    public static int RateFor(int sampleRate) => sampleRate == 8_000 ? 8_000 : 16_000;

    /// <summary>Samples of one frame.</summary>
    public static int FrameSamples(int rate) => rate * FrameMilliseconds / 1_000;

    /// <summary>Samples of the frame before that the model needs in front of each: without them it hears next to nothing.</summary>
    public static int ContextSamples(int rate) => rate / 250;

    /// <param name="missing">What is wrong with the file; empty when it was loaded.</param>
    public static VoiceModel? TryLoad(string path, out string missing)
    {
        using var options = new SessionOptions
        {
            // One recording uses one core; several recordings use several.
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        try
        {
            var session = new InferenceSession(path, options);
            var lacking = Inputs.Except(session.InputMetadata.Keys).Concat(Outputs.Except(session.OutputMetadata.Keys)).ToList();
            missing = lacking.Count == 0 ? "" : $"'{path}' has no tensor {string.Join(", ", lacking)}";
            if (missing.Length == 0)
                return new(session);
            session.Dispose();
        }
        catch (OnnxRuntimeException exception)
        {
            missing = $"'{path}' cannot be loaded: {exception.Message}";
        }

        return null;
    }

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }

    internal void Run(IReadOnlyList<OrtValue> inputs, IReadOnlyList<OrtValue> outputs) =>
        _session.Run(_options, Inputs, inputs, Outputs, outputs);
}
