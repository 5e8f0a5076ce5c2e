using System.Collections.Immutable;
using Qa.Transcription.Models;
using Qa.Transcription.Recognition.Whisper;

namespace Qa.Transcription.Recognition;

/// <summary>The engines that this build has, by the names that they are configured with.</summary>
public static class SpeechEngines
{
    public const string Onnx = "onnx";
    public const string WhisperNet = "whisper.net";

#if WHISPER_NET
    public static ImmutableArray<string> Names { get; } = [Onnx, WhisperNet];
#else
    public static ImmutableArray<string> Names { get; } = [Onnx];
#endif

    /// <summary>The engine, ready, or what it lacks.</summary>
    /// <exception cref="ArgumentException">This build has no engine of that name.</exception>
    public static RecognizerOpening Open(string name, ModelFolder folder, WhisperOptions options) => name switch
    {
        Onnx => OnnxWhisper.Open(folder, options),
#if WHISPER_NET
        WhisperNet => global::Qa.Transcription.Recognition.WhisperNet.WhisperNetRecognizer.Open(
            Path.Combine(folder.FolderOf(KnownModel.Whisper), "ggml-model.bin"), options),
#endif
        _ => throw new ArgumentException($"this build has no engine '{name}'", nameof(name)),
    };
}
