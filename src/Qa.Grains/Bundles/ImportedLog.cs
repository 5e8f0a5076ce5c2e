using Qa.Grains.Publication;
using Qa.Grains.Publication.Cold;
using Qa.Grains.Publication.Log;
using Qa.Grains.Storage;
using Qa.Rules.Versions;

namespace Qa.Grains.Bundles;

/// <summary>
/// The publication log of a bundle on its way into ours. Of the two, one must be the beginning of the other; what ours lacks is
/// appended as it is, and a set that gets a new version so must be offline.
/// </summary>
internal sealed class ImportedLog(DatabaseSession session, DateTimeOffset now)
{
    // The entries that are new, until their versions come, which the log refers to.
    private readonly Dictionary<(string RuleSet, long Version), (PublicationEntry Entry, PublishedVersion Published)> _waiting = [];
    private readonly List<(PublicationEntry Entry, PublishedVersion Published)> _ready = [];

    /// <summary>Entries that were appended.</summary>
    public long Added { get; private set; }

    public async Task TakeAsync(PublicationEntry entry)
    {
        var ours = await session.QuerySingleAsync<string>("SELECT hash FROM publication WHERE number = @Number", new { entry.Number });
        if (ours == entry.Hash)
            return;
        if (ours is not null)
            throw Refuse(RefusalKind.OtherContent, Invariant($"entry {entry.Number} of the log here is {ours}, and {entry.Hash} in the bundle; expected one log to be the beginning of the other"));
        var record = PublicationRecordJson.Read(entry.Record)!;
        await RuleSetRows.CreateAsync(session, record.RuleSet, isOnline: false, now);
        if ((await RuleSetRows.LockAsync(session, record.RuleSet))!.IsOnline)
            throw Refuse(RefusalKind.Online, $"'{record.RuleSet}' is online and would get a new version; take it offline first");
        if (await StagedTreeRows.ReadAsync(session, record.RuleSet) is { } staged)
            throw Refuse(RefusalKind.Closed, $"draft {staged.Draft} is staged for '{record.RuleSet}', which would get a new version; withdraw it first");
        _waiting.Add((record.RuleSet, record.Version), (entry, new(
            record.RuleSet, record.Version, record.TreeHash, entry.Number, entry.Hash, record.Mode, StandingNames.Parse(entry.Standing), UtcTicks.ToTime(entry.RecordedAt))));
    }

    public async Task TakeAsync(VersionEntry version)
    {
        if (!_waiting.Remove((version.RuleSet, version.Version), out var publication))
            return;
        await VersionRows.AddAsync(
            session, version.RuleSet, version.Version, version.SchemaName, new(version.Tree, version.TreeHash, version.Source, version.SourceHash), version.CreatedAt);
        _ready.Add(publication);
    }

    /// <summary>Appends what is new, in the order of the log; nothing happens the second time.</summary>
    public async Task FinishAsync()
    {
        foreach (var (entry, published) in _ready.OrderBy(static one => one.Entry.Number))
        {
            await PublicationRows.AddAsync(session, published, entry.Record, entry.Approvals, entry.Draft);
            await RuleSetRows.SetHeadAsync(session, published);
            if (entry.Reviewer is not null)
            {
                await session.ExecuteAsync(
                    "INSERT INTO publication_review (publication, reviewer, reviewed_at, accepted, note) VALUES (@Number, @Reviewer, @ReviewedAt, @ReviewAccepted, @note)",
                    new { entry.Number, entry.Reviewer, entry.ReviewedAt, entry.ReviewAccepted, note = entry.ReviewNote ?? "" });
            }
        }

        Added += _ready.Count;
        _ready.Clear();
    }

    private static BundleRefusedException Refuse(RefusalKind kind, string detail) => new(Refusal.Of(kind, detail));
}
