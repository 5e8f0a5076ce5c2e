using System.Collections.Immutable;

namespace Qa.Transcription.Recognition.Whisper;

/// <summary>How Whisper is asked to hear.</summary>
public sealed record WhisperOptions
{
    /// <summary>The language spoken, as Whisper names it (<c>zh</c>); null to have it found out.</summary>
    public string? Language { get; init; } = "zh";

    /// <summary>The centre's own words, names of products above all: what stands here is heard more readily.</summary>
    public string? Prompt { get; init; }

    /// <summary>How many ways are followed at once; 1 takes the likeliest token each time.</summary>
    public int Beams { get; init; } = 1;

    /// <summary>Chunks that are heard at once.</summary>
    public int BatchSize { get; init; } = 4;

    /// <summary>Threads that the engine may use.</summary>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>What is tried in order, as long as the result looks wrong: 0 takes the likeliest, more draws by chance.</summary>
    public ImmutableArray<double> Temperatures { get; init; } = [0, 0.2, 0.4, 0.6, 0.8, 1];

    /// <summary>A text that packs better than this repeats itself.</summary>
    public double MostCompression { get; init; } = 2.4;

    /// <summary>Less than this, in the mean of the tokens' logarithms, is guessing.</summary>
    public double LeastLogProbability { get; init; } = -1;

    /// <summary>More than this, with a guessed text, is no speech.</summary>
    public double MostNoSpeech { get; init; } = 0.6;
}
