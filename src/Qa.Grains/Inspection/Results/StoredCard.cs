using System.Collections.Immutable;
using System.Text.Json;

namespace Qa.Grains.Inspection.Results;

/// <summary>A stored scorecard read back from its JSON, for those who lay it beside another; the words of its hits may have been erased.</summary>
public sealed record StoredCard(decimal Score, bool Vetoed, bool Passed, bool NeedsReview, ImmutableArray<StoredCardNorm> Norms)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <exception cref="JsonException">It is no scorecard.</exception>
    public static StoredCard Read(byte[] body)
    {
        var card = JsonSerializer.Deserialize<StoredCard>(body, Options);
        return card is { Norms.IsDefault: false } && !card.Norms.Any(static norm => norm.Hits.IsDefault)
            ? card
            : throw new JsonException("found something else, expected a scorecard with its norms and their hits");
    }
}

/// <summary>What a norm came to.</summary>
/// <param name="Outcome">By the name of <see cref="Qa.Rules.Scoring.OutcomeNames"/>.</param>
public sealed record StoredCardNorm(string Path, string Outcome, decimal Points, ImmutableArray<StoredCardHit> Hits);

/// <summary>Where a norm found its evidence.</summary>
/// <param name="Via">Null where it was found by its characters.</param>
public sealed record StoredCardHit(int Turn, int Start, int Length, string Text, string? Via);
