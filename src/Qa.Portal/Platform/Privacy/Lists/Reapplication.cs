using Qa.Grains.Publication.Checkpoints;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Privacy.Requests;

namespace Qa.Portal.Platform.Privacy.Lists;

/// <summary>Erases again what a list says was erased: after a database was restored from before. What is erased already stays as it is.</summary>
internal sealed class Reapplication(Erasing erasing, InstallationKey key)
{
    private const int MaximumFaults = 20;

    /// <summary>All lines are looked at before anything is erased.</summary>
    /// <returns>What was gone through, or what is wrong with which lines.</returns>
    public async Task<(ReapplicationReport? Report, IReadOnlyList<string> Faults)> RunAsync(TextReader lines, Actor actor, CancellationToken cancellation)
    {
        actor.Require(ErasureDesk.Permission);
        var (erasures, faults, number) = (new Dictionary<string, ErasureLine>(StringComparer.Ordinal), new List<string>(), 0);
        while (await lines.ReadLineAsync(cancellation) is { } text)
        {
            number++;
            if (string.IsNullOrWhiteSpace(text))
                continue;
            var (line, fault) = ErasureLine.Read(text, key);
            if (line is not null)
                erasures[line.Key] = line;
            else if (faults.Count < MaximumFaults)
                faults.Add(FormattableString.Invariant($"line {number}: {fault}"));
        }

        return faults.Count > 0 ? (null, faults) : (await ApplyAsync(erasures.Values, cancellation), []);
    }

    private async Task<ReapplicationReport> ApplyAsync(IEnumerable<ErasureLine> erasures, CancellationToken cancellation)
    {
        var report = new ReapplicationReport(0, 0, 0);
        foreach (var erasure in erasures.OrderBy(static one => one.At))
        {
            var held = 0;
            foreach (var some in erasure.Interactions.Chunk(Erasing.AtOnce))
                held += (await erasing.EraseAsync(erasure.ToOrder(), ErasedParts.All, some, evidenceBefore: null, cancellation)).Count;
            report = new(report.Erasures + 1, report.Interactions + erasure.Interactions.Count - held, report.Held + held);
        }

        if (report.Erasures > 0)
            await erasing.ForgetWordsAsync(cancellation);
        return report;
    }
}

/// <summary>What a list came to that was applied again.</summary>
/// <param name="Interactions">That are erased now, whether they were already or not.</param>
/// <param name="Held">That a legal hold keeps: they were not touched.</param>
internal sealed record ReapplicationReport(int Erasures, int Interactions, int Held);
