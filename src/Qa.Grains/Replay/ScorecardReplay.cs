using System.Buffers;
using Qa.Grains.Erasure;
using Qa.Grains.Inspection.Intake;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;
using Qa.Rules.Versions;

namespace Qa.Grains.Replay;

/// <summary>Computes one scorecard again and compares: every link from what was said to what was stored is looked at.</summary>
internal static class ScorecardReplay
{
    public static ReplayVerdict Compare(ReplayedScorecard stored, ReplayedVersion version)
    {
        if (stored.Content is null)
            return "the stored interaction is missing";
        if (stored.SchemaName != NormTree.Schema)
            return $"found the schema '{stored.SchemaName}', expected {NormTree.Schema}";
        if (version.Tree is not { } tree)
            return version.Problem!;
        if (tree.TreeHash != stored.TreeHash)
            return $"found the tree {tree.TreeHash}, expected {stored.TreeHash}";
        if (FaultOfWhatWasLeft(stored) is { } altered)
            return altered;
        if (stored.InteractionErasure is not null)
            return stored.EvidenceErasure is null && CanonicalJson.Hash(CanonicalJson.OfText(stored.Body)) is var found && found != stored.Hash ? $"found the scorecard {found}, expected {stored.Hash}" : ReplayVerdict.Erased;
        if (InteractionReader.Read(stored.Content).Interaction is not { } interaction)
            return "the stored interaction cannot be read";
        if (InteractionHash.Of(stored.Content) is var hash && hash != stored.InteractionHash)
            return $"found the interaction {hash}, expected {stored.InteractionHash}";
        var output = new ArrayBufferWriter<byte>(4096);
        var scorecard = Scorer.Score(tree, interaction, checked((int)stored.Version));
        ScorecardJson.Write(scorecard, output);
        var body = stored.EvidenceErasure is null ? output.WrittenSpan : ErasedContent.OfScorecard(output.WrittenSpan.ToArray());
        var recomputed = ScorecardJson.Hash(scorecard);
        if (!body.SequenceEqual(stored.Body))
            return ReplayVerdict.Different("found another scorecard, expected the stored one", recomputed);
        return recomputed != stored.Hash ? ReplayVerdict.Different($"found the scorecard hash {stored.Hash}, expected {recomputed}", recomputed) : ReplayVerdict.Identical(recomputed);
    }

    // What stands where something was erased can be altered like anything else.
    private static string? FaultOfWhatWasLeft(ReplayedScorecard stored)
    {
        if (stored.InteractionErasure is not null && ErasureRows.HashOf(stored.Content!) is var content && content != stored.InteractionLeftHash)
            return $"the interaction was erased, and altered afterwards: found {content}, expected {stored.InteractionLeftHash ?? "a tombstone"}";
        return stored.EvidenceErasure is not null && ErasureRows.HashOf(stored.Body) is var body && body != stored.EvidenceLeftHash
            ? $"the evidence was erased, and the scorecard altered afterwards: found {body}, expected {stored.EvidenceLeftHash ?? "a tombstone"}"
            : null;
    }
}
