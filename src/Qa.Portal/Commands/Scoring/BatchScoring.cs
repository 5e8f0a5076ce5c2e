using Qa.Portal.Commands.Hosting;
using Qa.Portal.Platform.Lines;
using Qa.Portal.Commands.Lines;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;

namespace Qa.Portal.Commands.Scoring;

/// <summary>
/// Scores all interactions of some inputs on all cores and hands on what was kept of each in input order. Bad lines are
/// told on standard error with their number, and counted; the rest goes on.
/// </summary>
/// <param name="isTerminalFree">Whether what is taken is not written to a terminal at once.</param>
internal sealed class BatchScoring(CommandSession session, CompiledTree tree, IReadOnlyList<string> inputs, bool isTerminalFree)
{
    /// <summary>Batches that wait or run, for each core: one to run and one that is ready.</summary>
    private const int BatchesPerCore = 2;

    private readonly RecentIds _ids = new();

    public long Scored { get; private set; }

    /// <summary>Lines that gave no scorecard because something is wrong with them.</summary>
    public long Bad { get; private set; }

    /// <summary>Lines that repeat an earlier one.</summary>
    public long Repeated { get; private set; }

    /// <param name="keep">Runs on any thread.</param>
    /// <param name="take">Called one after the other, in input order.</param>
    public async Task RunAsync<T>(Func<Interaction, Scorecard, T> keep, Action<T> take, CancellationToken cancellation)
    {
        var input = new LineInput(inputs, session.Surroundings.Input);
        var scorer = new LineScorer<T>(tree, keep);
        await ScoreProgress.ShowAsync(session, isTerminalFree, input.TotalBytes(), onRead => OrderedPipeline.RunAsync(
            input.ReadAsync(onRead, cancellation),
            scorer.Score,
            batch => TakeAll(batch, take),
            BatchesPerCore * Environment.ProcessorCount,
            cancellation)).ConfigureAwait(false);
    }

    private void TakeAll<T>(ScoredBatch<T> batch, Action<T> take)
    {
        foreach (var line in batch.Lines)
        {
            if (line.Problems.Count > 0)
            {
                Bad++;
                foreach (var problem in line.Problems)
                    Tell(batch.Source, line.Number, problem);
                continue;
            }

            switch (_ids.Add(line.IdDigest, line.ContentDigest, line.Number, out var firstLine))
            {
                case Repetition.None:
                    Scored++;
                    take(line.Kept!);
                    break;
                case Repetition.Same:
                    Repeated++;
                    Tell(batch.Source, line.Number, session.Texts.Format("score.repeated", line.Id, firstLine));
                    break;
                default:
                    Bad++;
                    Tell(batch.Source, line.Number, session.Texts.Format("score.conflict", line.Id, firstLine));
                    break;
            }
        }
    }

    private void Tell(string source, long line, string sentence) =>
        session.ErrorConsole.Write(new PlainLine(FormattableString.Invariant($"{source}:{line}: {sentence}")));
}
