using Qa.Transcription.Models;

namespace Qa.Transcription.Recognition.Whisper;

/// <summary>A Whisper model of any size, loaded and checked: both halves, the tokens, and what they were made for.</summary>
internal sealed class WhisperModel : IDisposable
{
    private WhisperModel(WhisperEncoder encoder, WhisperDecoder decoder, WhisperVocabulary vocabulary, WhisperConfig config) =>
        (Encoder, Decoder, Vocabulary, Config) = (encoder, decoder, vocabulary, config);

    public WhisperEncoder Encoder { get; }

    public WhisperDecoder Decoder { get; }

    public WhisperVocabulary Vocabulary { get; }

    public WhisperConfig Config { get; }

    /// <param name="missing">What is missing or wrong, naming the file; empty when all was loaded.</param>
    public static WhisperModel? TryLoad(ModelFolder folder, int threads, out string missing)
    {
        string[] paths = [.. KnownModel.Whisper.Files.Select(file => folder.PathOf(KnownModel.Whisper, file))];
        missing = paths.FirstOrDefault(static path => !File.Exists(path)) is { } none ? $"there is no file '{none}' of the model of speech recognition" : "";
        if (missing.Length > 0)
            return null;
        var (encoderPath, decoderPath, configPath, generationPath, tokenizerPath) = (paths[0], paths[1], paths[2], paths[3], paths[4]);
        if (WhisperConfig.TryRead(File.ReadAllBytes(configPath), File.ReadAllBytes(generationPath), out var wrong) is not { } config)
        {
            missing = $"'{configPath}' cannot be used: {wrong}";
            return null;
        }

        if (WhisperVocabulary.TryRead(File.ReadAllBytes(tokenizerPath), out wrong) is not { } vocabulary)
        {
            missing = $"'{tokenizerPath}' cannot be used: {wrong}";
            return null;
        }

        if (WhisperEncoder.TryLoad(encoderPath, config.Bands, threads, out missing) is not { } encoder)
            return null;
        if (WhisperDecoder.TryLoad(decoderPath, threads, out missing) is { } decoder)
            return new(encoder, decoder, vocabulary, config);
        encoder.Dispose();
        return null;
    }

    public void Dispose()
    {
        Encoder.Dispose();
        Decoder.Dispose();
    }
}
