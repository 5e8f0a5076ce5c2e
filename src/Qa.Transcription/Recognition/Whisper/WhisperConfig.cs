using System.Collections.Immutable;
using System.Text.Json;
using Qa.Transcription.Transcripts.Formats;

namespace Qa.Transcription.Recognition.Whisper;

/// <summary>What a Whisper model's <c>config.json</c> and <c>generation_config.json</c> say that its tensors do not.</summary>
/// <param name="Bands">Bands of the log-mel: 80, or 128 of the largest models.</param>
/// <param name="MaximumPositions">Most tokens, prompt and text together.</param>
/// <param name="Suppressed">Tokens that are never text: notes, brackets, special ones.</param>
/// <param name="SuppressedFirst">Tokens that no text begins with.</param>
internal sealed record WhisperConfig(int Bands, int MaximumPositions, ImmutableArray<int> Suppressed, ImmutableArray<int> SuppressedFirst)
{
    /// <param name="wrong">What is wrong with the files; empty when they were read.</param>
    public static WhisperConfig? TryRead(byte[] config, byte[] generation, out string wrong)
    {
        try
        {
            using var model = JsonDocument.Parse(config);
            using var generating = JsonDocument.Parse(generation);
            var bands = model.RootElement.Number("num_mel_bins");
            var positions = model.RootElement.Number("max_target_positions");
            wrong = bands is null or < 1 or > 1_000 || positions is null or < 8 or > 100_000
                ? "config.json has no 'num_mel_bins' or no 'max_target_positions'"
                : "";
            return wrong.Length > 0 ? null : new(
                (int)bands!.Value, (int)positions!.Value, Tokens(generating.RootElement, "suppress_tokens"), Tokens(generating.RootElement, "begin_suppress_tokens"));
        }
        catch (JsonException exception)
        {
            wrong = exception.Message;
            return null;
        }
    }

    private static ImmutableArray<int> Tokens(JsonElement root, string name) =>
        [.. root.Field(name).Items().Select(static token => token.AsNumber()).OfType<double>().Where(static token => token >= 0).Select(static token => (int)token)];
}
