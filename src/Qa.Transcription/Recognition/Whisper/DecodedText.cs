using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;

namespace Qa.Transcription.Recognition.Whisper;

/// <summary>The tokens that were written for one chunk, and how much they are to be trusted.</summary>
/// <param name="Tokens">After the prompt, without the end.</param>
/// <param name="LogProbabilities">One for each token.</param>
/// <param name="MeanLogProbability">Over the tokens and the end.</param>
/// <param name="NoSpeech">How probable it is that nobody speaks, 0..1; 0 where the model does not say.</param>
/// <param name="IsComplete">Whether the end was reached, or only the most tokens.</param>
internal sealed record DecodedText(
    ImmutableArray<int> Tokens, ImmutableArray<float> LogProbabilities, double MeanLogProbability, double NoSpeech, bool IsComplete)
{
    public bool IsSilence(WhisperOptions options) => NoSpeech > options.MostNoSpeech && MeanLogProbability < options.LeastLogProbability;

    /// <summary>Whether it is a guess, or repeats itself, as Whisper does when it has lost the thread.</summary>
    public bool LooksWrong(WhisperOptions options, string text) =>
        !IsSilence(options) && (Repeats(options, text) || MeanLogProbability < options.LeastLogProbability);

    public static bool Repeats(WhisperOptions options, string text) => CompressionOf(text) > options.MostCompression;

    /// <summary>How many times smaller the text packs. Speech gives 1 to 2, a phrase over and over much more.</summary>
    public static double CompressionOf(string text)
    {
        if (text.Length == 0)
            return 0;
        var bytes = Encoding.UTF8.GetBytes(text);
        using var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            packing.Write(bytes);
        return (double)bytes.Length / packed.Length;
    }
}
