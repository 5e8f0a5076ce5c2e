using Qa.Grains.Storage;
using Qa.Rules.Compilation;

namespace Qa.Grains.Shadow;

/// <summary>
/// Goes behind one shadow run: compares what it has taken in and counts it. What scores for real knows nothing of it, so that a bad draft
/// holds up no result. Results are rows, and what is counted here is counted anew from them.
/// </summary>
internal sealed class ShadowFollower(Database database, Guid id)
{
    /// <summary>Scorecards at a time: a fraction of a second, after which questions are answered.</summary>
    public const int PageSize = 100;

    private CompiledTree? _draft;
    private ShadowTally? _tally;

    /// <summary>Makes the draft ready to score.</summary>
    /// <returns>Why it cannot any more; null where it can.</returns>
    public async Task<string?> PrepareAsync(CancellationToken cancellation)
    {
        if (_draft is not null)
            return null;
        var kept = (await database.ReadAsync(session => ShadowRows.ReadTreeAsync(session, id), cancellation))!;
        try
        {
            _draft = await Task.Run(() => CompiledTree.Compile(kept.Load()), cancellation);
            return null;
        }
        catch (InvalidOperationException unreadable)
        {
            return unreadable.Message;
        }
    }

    /// <summary>Compares the next scorecards, with the draft that was made ready.</summary>
    /// <returns>Whether there were any.</returns>
    public async Task<bool> FollowAsync(CancellationToken cancellation)
    {
        var page = await database.ReadAsync(session => ShadowResultRows.ReadWaitingAsync(session, id, PageSize), cancellation);
        if (page.Count == 0)
            return false;

        // On one core at most, off the grain's turn.
        var results = await Task.Run(() => page.Select(card => ShadowScoring.Score(card, _draft!)).ToList(), cancellation);
        var tally = await TallyAsync(cancellation);

        // Whatever becomes of the transaction: what is not known to be stored is not counted by hand.
        _tally = null;
        if (await database.WriteAsync(session => ShadowResultRows.AddAsync(session, id, results), cancellation))
        {
            results.ForEach(tally.Add);
            _tally = tally;
        }

        return true;
    }

    /// <summary>What was found so far.</summary>
    public async Task<ShadowFindings> ReportAsync(CancellationToken cancellation) => (await TallyAsync(cancellation)).Report();

    /// <summary>Ends the run, nothing of which waits any more.</summary>
    public async Task EndAsync(CancellationToken cancellation)
    {
        // Another activation may have stored results in between, that were not counted here.
        if ((await TallyAsync(cancellation)).Count != await database.ReadAsync(session => ShadowResultRows.CountAsync(session, id), cancellation))
            _tally = null;
        var findings = await ReportAsync(cancellation);
        await database.WriteAsync(session => ShadowRows.EndAsync(session, id, findings), cancellation);
    }

    private async Task<ShadowTally> TallyAsync(CancellationToken cancellation) => _tally ??= await database.ReadAsync(
        async session =>
        {
            var tally = new ShadowTally();
            await foreach (var one in ShadowResultRows.StreamAsync(session, id).WithCancellation(cancellation))
                tally.Add(one);
            return tally;
        },
        cancellation);
}
