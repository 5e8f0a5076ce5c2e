using System.Collections.Immutable;
using System.Text.Json;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Storage;
using Qa.Portal.Platform.Privacy;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;

namespace Qa.Portal.Modules.Inspection.Results;

/// <summary>An interaction with its newest result of each set, as a page shows it.</summary>
/// <param name="Hash">Of the interaction's canonical form.</param>
internal sealed record InteractionSight(Interaction Interaction, long Revision, string Hash, DateTimeOffset ReceivedAt, ImmutableArray<ResultSight> Results)
{
    /// <summary>Whether what was said was erased: there are turns without words.</summary>
    public bool IsErased { get; init; }
}

/// <summary>A result in the words of the version that made it.</summary>
/// <param name="SetName">What the set is called in that version.</param>
/// <param name="Norms">In the order of the tree.</param>
public sealed record ResultSight(
    string RuleSet, string SetName, long Version, DateTimeOffset ScoredAt, string Hash, decimal Score, bool IsVetoed, bool HasPassed, bool NeedsReview, ImmutableArray<NormSight> Norms)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <param name="words">Those of its version.</param>
    public static ResultSight Of(StoredScorecard stored, TreeWords words)
    {
        var card = JsonSerializer.Deserialize<Card>(stored.Body, Options)!;
        return new(
            stored.RuleSet, words.Name, stored.Version, UtcTicks.ToTime(stored.ScoredAt), stored.Hash, card.Score, card.Vetoed, card.Passed, card.NeedsReview,
            [.. card.Norms.Select(norm => NormSight.Of(norm.Path, OutcomeNames.Parse(norm.Outcome) ?? Outcome.Uncertain, norm.Points, norm.Hits, words.Nodes.GetValueOrDefault(norm.Path)))]);
    }

    private sealed record Card(decimal Score, bool Vetoed, bool Passed, bool NeedsReview, ImmutableArray<CardNorm> Norms);

    private sealed record CardNorm(string Path, string Outcome, decimal Points, ImmutableArray<HitSight> Hits);
}

/// <summary>What one norm came to.</summary>
/// <param name="Category">The categories it is in, from the outermost; empty for none.</param>
/// <param name="Advice">What should have been said or done (指引); null where the tree says nothing.</param>
/// <param name="IsVeto">一票否决.</param>
public sealed record NormSight(string Path, string Name, string Category, string? Advice, Outcome Outcome, decimal Points, bool IsVeto, ImmutableArray<HitSight> Hits)
{
    /// <summary>Whether it is something to talk about, and not only that all was well.</summary>
    public bool IsRemarkable => Outcome is Outcome.Violated or Outcome.Uncertain or Outcome.Rewarded;

    public static NormSight Of(string path, Outcome outcome, decimal points, ImmutableArray<HitSight> hits, NamedNode? named) => new(
        path, named?.Node.Name ?? path, named?.Category ?? "", named?.Node.Guidance ?? named?.Node.Description, outcome, points,
        named?.Node is Norm { Judgement.IsVeto: true }, hits.IsDefault ? [] : [.. hits.Select(static hit => hit with { Text = PhoneMask.InText(hit.Text) })]);
}

/// <summary>Where a norm found its evidence; see <see cref="Hit"/>.</summary>
public sealed record HitSight(int Turn, int Start, int Length, string Text);
