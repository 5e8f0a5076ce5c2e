using System.Buffers;
using Qa.Grains.Inspection.Intake;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;

namespace Qa.Grains.Replay;

/// <summary>Computes one scorecard again and compares: every link from what was said to what was stored is looked at.</summary>
internal static class ScorecardReplay
{
    /// <returns>Why the two differ, or why that cannot be told; null when they are the same to the byte.</returns>
    public static string? Compare(ReplayedScorecard stored, ReplayedVersion version)
    {
        if (stored.Content is null)
            return "the stored interaction is missing";
        if (stored.SchemaName != NormTree.Schema)
            return $"found the schema '{stored.SchemaName}', expected {NormTree.Schema}";
        if (version.Tree is not { } tree)
            return version.Problem;
        if (tree.TreeHash != stored.TreeHash)
            return $"found the tree {tree.TreeHash}, expected {stored.TreeHash}";
        if (InteractionReader.Read(stored.Content).Interaction is not { } interaction)
            return "the stored interaction cannot be read";
        if (InteractionHash.Of(stored.Content) is var hash && hash != stored.InteractionHash)
            return $"found the interaction {hash}, expected {stored.InteractionHash}";
        var output = new ArrayBufferWriter<byte>(4096);
        var scorecard = Scorer.Score(tree, interaction, checked((int)stored.Version));
        ScorecardJson.Write(scorecard, output);
        if (!output.WrittenSpan.SequenceEqual(stored.Body))
            return "found another scorecard, expected the stored one";
        return ScorecardJson.Hash(scorecard) is var recomputed && recomputed != stored.Hash
            ? $"found the scorecard hash {stored.Hash}, expected {recomputed}"
            : null;
    }
}
