using System.Buffers;
using Qa.Grains.Erasure;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;

namespace Qa.Grains.Inspection.Work;

/// <summary>Scores one item: from the bytes of an interaction to the bytes of its scorecard.</summary>
internal static class ItemScorer
{
    /// <summary>Longest fault that is kept, in UTF-16 units.</summary>
    private const int MaximumFault = 500;

    public static ScoredItem Score(ClaimedItem item, CompiledTree tree, PinnedVersion version, DateTimeOffset now)
    {
        try
        {
            if (!string.Equals(tree.TreeHash, version.TreeHash, StringComparison.Ordinal))
                return Faulty(item, version, now, $"the tree {tree.TreeHash}; expected {version.TreeHash}");
            if (item.Erasure is not null)
                return Faulty(item, version, now, InteractionErasure.Fault);
            var read = InteractionReader.Read(item.Content);
            if (read.Interaction is not { } interaction)
                return Faulty(item, version, now, read.Errors[0].Message);
            var scorecard = Scorer.Score(tree, interaction, checked((int)version.Lease.Version));
            var output = new ArrayBufferWriter<byte>(4096);
            ScorecardJson.Write(scorecard, output);
            return new(item, version, now, scorecard, output.WrittenSpan.ToArray(), ScorecardJson.Hash(scorecard), null);
        }
        catch (Exception defect)
        {
            // One interaction that scoring cannot cope with must not hold up the others; it is set aside with the reason.
            return Faulty(item, version, now, $"{defect.GetType().Name}: {defect.Message}");
        }
    }

    private static ScoredItem Faulty(ClaimedItem item, PinnedVersion version, DateTimeOffset now, string fault) =>
        new(item, version, now, null, [], "", fault.Length > MaximumFault ? fault[..MaximumFault] : fault);
}
