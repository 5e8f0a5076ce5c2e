using System.Globalization;
using Qa.Portal.Platform.Lines;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;

namespace Qa.Portal.Commands.Scoring;

/// <summary>
/// Reads and scores the lines of a batch, on whichever thread; what the caller wants of each scorecard is made here too,
/// so that writing JSON is shared by the cores.
/// </summary>
internal sealed class LineScorer<T>(CompiledTree tree, Func<Interaction, Scorecard, T> keep)
{
    /// <summary>Errors that are told of one line; a line may have a hundred.</summary>
    public const int MaximumProblemsShown = 10;

    // Trees that were never published have no version.
    private const int Unpublished = 0;

    /// <summary>Scores the batch and gives its buffer back.</summary>
    public ScoredBatch<T> Score(LineBatch batch)
    {
        using (batch)
        {
            if (batch.IsTooLong)
                return new(batch.Source, [Failed(batch.FirstLine, [TooLong()])]);
            var lines = new List<ScoredLine<T>>();
            foreach (var (number, text) in batch.Lines())
                lines.Add(ScoreLine(number, text.Span));
            return new(batch.Source, lines);
        }
    }

    private ScoredLine<T> ScoreLine(long number, ReadOnlySpan<byte> text)
    {
        var (interaction, errors) = InteractionReader.Read(text);
        if (interaction is null)
            return Failed(number, Sentences(errors));
        try
        {
            var kept = keep(interaction, Scorer.Score(tree, interaction, Unpublished));
            return new(number, interaction.Id, RecentIds.Digest(interaction.Id), RecentIds.Digest(text), kept, []);
        }
        catch (Exception defect) when (defect is not OutOfMemoryException)
        {
            // A defect of ours must not cost the millions of lines that follow it; it is shown and never counts as scored.
            return Failed(number, [$"'{interaction.Id}' could not be scored, a defect of this program: {defect}"]);
        }
    }

    private static ScoredLine<T> Failed(long number, IReadOnlyList<string> problems) => new(number, "", default, default, default, problems);

    private static string TooLong() =>
        string.Create(CultureInfo.InvariantCulture, $"found a line of more than {LineReader.MaximumLineBytes} bytes, expected a shorter one");

    private static List<string> Sentences(IReadOnlyList<InteractionError> errors)
    {
        var sentences = errors.Take(MaximumProblemsShown).Select(static error => error.Message).ToList();
        if (errors.Count > MaximumProblemsShown)
            sentences.Add(string.Create(CultureInfo.InvariantCulture, $"and {errors.Count - MaximumProblemsShown} more"));
        return sentences;
    }
}
