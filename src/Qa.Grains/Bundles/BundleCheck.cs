using Qa.Grains.Inspection.Intake;
using Qa.Grains.Inspection.Leases;
using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Publication.Log;
using Qa.Grains.Replay;
using Qa.Rules.Interactions;
using Qa.Rules.Versions;

namespace Qa.Grains.Bundles;

/// <summary>
/// Checks a bundle with nothing but the bundle: every line against its seal, the log against its chain, trees, sources and
/// interactions against their hashes, and every scorecard by computing it again.
/// </summary>
public sealed class BundleCheck
{
    // Found beyond this, they are no longer told one by one.
    private const int MaximumFindings = 100;

    private readonly BundleContents _contents = new();
    private readonly List<string> _findings = [];
    private long _lines;
    private long _interactions;
    private long _scorecards;
    private long _identical;
    private long _erased;
    private int _place;
    private BundleEnd? _end;
    private bool _isSigned;
    private bool _isBasisBroken;

    /// <param name="expectedKey">Fingerprint of the installation's key, where it is known; null to take any.</param>
    /// <param name="checkpoint">An earlier checkpoint that the bundle's log must go on from; null for none.</param>
    public static async Task<BundleReport> RunAsync(
        Stream source, string? expectedKey = null, SignedCheckpoint? checkpoint = null, CancellationToken cancellation = default)
    {
        var check = new BundleCheck();
        await foreach (var line in BundleReader.ReadAsync(source, cancellation))
        {
            check.Take(line);

            // Something else altogether: its other lines are not worth a word each.
            if (line is { Number: 1, Entry: not BundleHeader } && check._findings.Count > 0)
                break;
        }

        check.Finish(expectedKey, checkpoint);
        return new(
            check._lines, check._contents.Records.Count, check._contents.Versions, check._interactions, check._scorecards, check._identical,
            check._isSigned ? check._end!.Checkpoint.Fingerprint : null, check._end?.Checkpoint.Time, [.. check._findings])
        {
            Erased = check._erased,
        };
    }

    private void Take(BundleLine line)
    {
        _lines = line.Number;
        if (line.Problem is { } problem)
        {
            Find(line, problem);
            return;
        }

        // What is wrong with the log, a version or an interaction takes others along that refer to it; the seals of the rest are still looked at.
        var entry = line.Entry!;
        if (_isBasisBroken && entry is not BundleEnd)
            return;
        if (_end is not null)
            Find(line, $"found {entry.Name} after the end, expected nothing");
        else if (PlaceOf(entry) is var place && (place < _place || (place == 0) != (line.Number == 1)))
            Find(line, $"found {entry.Name} here, expected a header, then publications, versions, interactions with their scorecards, and the end");
        else if (FaultOf(entry, line) is { } fault)
            Find(line, $"{entry.Name}: {fault}", isOfBasis: entry is not ScorecardEntry);
        _place = Math.Max(_place, PlaceOf(entry));
    }

    private string? FaultOf(BundleEntry entry, BundleLine line) => entry switch
    {
        BundleHeader header => header.Schema == BundleHeader.CurrentSchema ? null : $"found the schema '{header.Schema}', expected {BundleHeader.CurrentSchema}",
        PublicationEntry publication => FaultOf(publication),
        VersionEntry version => FaultOf(version),
        InteractionEntry interaction => FaultOf(interaction),
        ScorecardEntry scorecard => FaultOf(scorecard),
        BundleEnd end => FaultOf(end, line),
        _ => throw new ArgumentOutOfRangeException(nameof(entry)),
    };

    private string? FaultOf(PublicationEntry publication)
    {
        if (!IsTime(publication.RecordedAt) || !StandingNames.IsOne(publication.Standing))
            return $"found the standing '{publication.Standing}' at {publication.RecordedAt}, expected initial, approved or emergency at a time in ticks";
        if (PublicationRecordJson.Read(publication.Record) is not { } record)
            return "found a record that cannot be read, expected a publication record in canonical JSON";
        if (record.Hash() is var hash && hash != publication.Hash)
            return $"found the hash {publication.Hash}, expected {hash}";
        _contents.Add(record, hash);
        return publication.Number == _contents.Records.Count ? null : Invariant($"found this number, expected {_contents.Records.Count}");
    }

    private string? FaultOf(VersionEntry version)
    {
        if (_contents.Published(version.RuleSet, version.Version) is not { } published)
            return "found a version without a publication, expected one";
        if (!_contents.Add(version))
            return "found it twice, expected it once";
        if (CanonicalJson.Hash(version.Tree) is var tree && (tree != published.TreeHash || version.TreeHash != tree))
            return $"found the tree {tree}, expected {published.TreeHash}";
        return CanonicalJson.Hash(version.Source) is var source && source != version.SourceHash ? $"found the source {source}, expected {version.SourceHash}" : null;
    }

    private string? FaultOf(InteractionEntry interaction)
    {
        _interactions++;
        _contents.Interaction = interaction;
        if (InteractionReader.Read(interaction.Content).Interaction is not { } read)
            return "it cannot be read";
        if (read.Id != interaction.Id)
            return $"found the id '{read.Id}' within it, expected '{interaction.Id}'";
        if (interaction.Erased is { } mark)
            return ErasureMarks.FaultOf(mark, interaction.Content);
        return InteractionHash.Of(interaction.Content) is var hash && hash != interaction.Hash ? $"found the content {hash}, expected {interaction.Hash}" : null;
    }

    private string? FaultOf(ScorecardEntry scorecard)
    {
        _scorecards++;
        if (!IsTime(scorecard.LeaseStartsAt) || !IsTime(scorecard.LeaseEndsAt) || !IsTime(scorecard.ScoredAt) || !LeaseRows.IsReason(scorecard.LeaseReason))
            return $"found a lease '{scorecard.LeaseReason}' or times that cannot be, expected start, renewal or publication at times in ticks";
        if (_contents.Published(scorecard.RuleSet, scorecard.Version) is not { } published)
            return "found a version that was never published, expected one of the log";
        if (scorecard.PublicationHash != published.Hash)
            return $"found the publication {scorecard.PublicationHash}, expected {published.Hash}";
        if (scorecard.ScoredAt < scorecard.LeaseStartsAt || scorecard.ScoredAt >= scorecard.LeaseEndsAt)
            return Invariant($"found it scored at {scorecard.ScoredAt}, expected a time within its lease, {scorecard.LeaseStartsAt} to {scorecard.LeaseEndsAt}");
        if (scorecard.Erased is { } mark && ErasureMarks.FaultOf(mark, scorecard.Body) is { } fault)
            return fault;
        var interaction = _contents.Interaction is { } last && (last.Id, last.Revision) == (scorecard.Interaction, scorecard.Revision) ? last : null;
        var verdict = ScorecardReplay.Compare(
            new()
            {
                Interaction = scorecard.Interaction, Revision = scorecard.Revision, RuleSet = scorecard.RuleSet, Version = scorecard.Version, SchemaName = scorecard.SchemaName,
                TreeHash = scorecard.TreeHash, InteractionHash = scorecard.InteractionHash, Body = scorecard.Body, Hash = scorecard.Hash, Content = interaction?.Content,
                InteractionErasure = NumberOf(interaction?.Erased), InteractionLeftHash = interaction?.Erased?.LeftHash, EvidenceErasure = NumberOf(scorecard.Erased), EvidenceLeftHash = scorecard.Erased?.LeftHash,
            },
            _contents.Tree(scorecard.RuleSet, scorecard.Version));
        if (verdict.IsIdentical)
            _identical++;
        else if (verdict.IsErased)
            _erased++;
        return verdict.Reason;
    }

    // Erasures have numbers only where they were made: here it matters that there is one.
    private static long? NumberOf(ErasedMark? mark) => mark is null ? null : 0;

    private string? FaultOf(BundleEnd end, BundleLine line)
    {
        _end = end;
        if (end.Lines != line.Number - 1)
            return Invariant($"found {line.Number - 1} lines before it, expected {end.Lines}");
        _isSigned = end.Checkpoint.IsSigned(BundleEnd.SigningPayload(end.Lines, line.PreviousSeal), end.Signature);
        return _isSigned ? null : "found a signature that is not of this bundle by its key, expected one that is";
    }

    private void Finish(string? expectedKey, SignedCheckpoint? checkpoint)
    {
        if (_end is null)
            AddFinding(Invariant($"line {_lines + 1}: found no end, expected it: the bundle was cut off"));
        if (_isBasisBroken || _end is null)
            return;
        FindFault(_end.Checkpoint.Checkpoint.Verify(_contents.Records));
        if (checkpoint is not null)
            FindFault(checkpoint.Checkpoint.Verify(_contents.Records));
        if (checkpoint?.IsSigned() == false)
            AddFinding("the checkpoint: found a signature that is not of its key, expected one that is");
        if (checkpoint is not null && checkpoint.Fingerprint != _end.Checkpoint.Fingerprint)
            AddFinding($"the end: found the key {_end.Checkpoint.Fingerprint}, expected that of the checkpoint, {checkpoint.Fingerprint}");
        if (_end.Checkpoint.Count != _contents.Records.Count)
            AddFinding(Invariant($"the end: found {_contents.Records.Count} publications, expected {_end.Checkpoint.Count}"));
        foreach (var (ruleSet, version) in _contents.MissingVersions)
            AddFinding(Invariant($"version {ruleSet}@{version}: found no tree, expected that of its publication"));
        if (expectedKey is not null && expectedKey != _end.Checkpoint.Fingerprint)
            AddFinding($"the end: found the key {_end.Checkpoint.Fingerprint}, expected {expectedKey}");
    }

    private static bool IsTime(long ticks) => ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks;

    private void FindFault(ChainVerdict verdict)
    {
        if (verdict.Fault is { } fault)
            AddFinding(Invariant($"publication {fault.Index + 1} ({fault.RuleSet}@{fault.Version}): found {fault.Found}, expected {fault.Expected}"));
    }

    private void Find(BundleLine line, string problem, bool isOfBasis = true)
    {
        _isBasisBroken |= isOfBasis;
        AddFinding(Invariant($"line {line.Number}: {problem}"));
    }

    private void AddFinding(string finding)
    {
        if (_findings.Count < MaximumFindings)
            _findings.Add(finding);
    }

    private static int PlaceOf(BundleEntry entry) => entry switch
    {
        BundleHeader => 0,
        PublicationEntry => 1,
        VersionEntry => 2,
        InteractionEntry or ScorecardEntry => 3,
        _ => 4,
    };
}
