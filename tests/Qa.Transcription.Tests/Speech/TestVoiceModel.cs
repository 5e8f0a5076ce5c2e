using Qa.Transcription.Speech;

namespace Qa.Transcription.Tests.Speech;

/// <summary>The voice model that ./test fetches, loaded once for all tests.</summary>
internal static class TestVoiceModel
{
    private static readonly Lazy<VoiceModel?> Loaded = new(static () => File.Exists(FilePath) ? VoiceModel.TryLoad(FilePath, out _) : null);

    public static string FilePath => Path.Combine(
        Environment.GetEnvironmentVariable("QA_MODELS") is { Length: > 0 } folder ? folder : Repository.At("artifacts/models"), "silero_vad.onnx");

    public static VoiceModel Required
    {
        get
        {
            Skip.If(Loaded.Value is null, $"the voice model is not at {FilePath}; ./test fetches it");
            return Loaded.Value;
        }
    }
}
