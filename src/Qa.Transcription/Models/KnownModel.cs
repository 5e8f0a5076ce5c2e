using System.Collections.Immutable;

namespace Qa.Transcription.Models;

/// <summary>A model that recordings are heard with: where it lies below the models' folder, and its files.</summary>
/// <param name="Folder">Its folder below that of all models; empty for that one itself.</param>
/// <param name="Files">Needed, all of them.</param>
public sealed record KnownModel(string Name, string Folder, ImmutableArray<KnownFile> Files)
{
    /// <summary>Silero's voice activity. The file is that of its release 5.1, as the npm package @ricky0123/vad-web 0.0.31 carries it.</summary>
    public static KnownModel Voice { get; } = new(
        "voice", "", [new("silero_vad.onnx", "2623a2953f6ff3d2c1e61740c6cdb7168133479b267dfef114a4a3cc5bdd788f", "silero_vad_v5.onnx")]);

    /// <summary>Whisper in the form that optimum exports: of whisper-base the sums are known; another size goes with <c>--any-size</c>.</summary>
    public static KnownModel Whisper { get; } = new(
        "whisper",
        "whisper",
        [
            new("encoder_model.onnx", "a9f3b752833b49e880dec91ee5b6d936112be7c3ea07c221024ba493439f46fe"),
            new("decoder_model_merged.onnx", "514903744bb1b45803ec571af99b31110491c6f77b0a154825866995fb124b73"),
            new("config.json", null),
            new("generation_config.json", null),
            new("tokenizer.json", null),
        ]);

    public static ImmutableArray<KnownModel> All { get; } = [Voice, Whisper];
}
