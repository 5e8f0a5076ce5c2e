using System.Collections.Immutable;

namespace Qa.Transcription.Recognition.Whisper;

/// <summary>What a text begins with: the centre's own words as if they had been said before, and what is to be done.</summary>
internal sealed record WhisperPrompt(ImmutableArray<int> Tokens, int StartPosition)
{
    /// <summary>Most tokens that may follow: half of all positions, or what the prompt leaves of them.</summary>
    public int Room(WhisperModel model) => Math.Min(model.Config.MaximumPositions / 2, model.Config.MaximumPositions - Tokens.Length);

    public static WhisperPrompt Of(WhisperModel model, string? words, int? language)
    {
        var vocabulary = model.Vocabulary;
        var before = string.IsNullOrWhiteSpace(words) ? [] : vocabulary.Encode($" {words.Trim()}");

        // Half of all positions is for the text; of longer words the last ones count.
        var room = model.Config.MaximumPositions / 2 - 1;
        int[] previous = before.Count == 0 ? [] : [vocabulary.PreviousText, .. before.Skip(Math.Max(0, before.Count - room))];
        int[] task = language is { } token ? [vocabulary.Start, token, vocabulary.Transcribe] : [vocabulary.Start];
        return new([.. previous, .. task], previous.Length);
    }
}
