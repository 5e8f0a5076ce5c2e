using System.Collections.Immutable;
using System.Text.Json;
using Qa.Grains.Storage;
using Qa.Rules.Scoring;

namespace Qa.Grains.Inspection.Results;

/// <summary>How often the norms of a version hit, counted in the results that it made last.</summary>
public sealed class NormFigures(Database database)
{
    /// <summary>Results that are read, at most.</summary>
    public const int MaximumResults = 5_000;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <param name="from">Only results made at this time or later.</param>
    public Task<VersionFigures> OfAsync(string ruleSet, long version, DateTimeOffset from, CancellationToken cancellation = default) => database.ReadAsync(
        async session =>
        {
            var (results, norms) = (0, new Dictionary<string, Tally>(StringComparer.Ordinal));
            var bodies = session.StreamAsync<byte[]>(
                $"SELECT body FROM scorecard WHERE rule_set = @ruleSet AND version = @version AND scored_at >= @from ORDER BY scored_at DESC LIMIT {MaximumResults + 1}",
                new { ruleSet, version, from = UtcTicks.Of(from) });
            await foreach (var body in bodies.WithCancellation(cancellation))
            {
                if (results == MaximumResults)
                    return VersionOf(isSample: true);
                results++;
                var card = JsonSerializer.Deserialize<Card>(body, Options)!;
                foreach (var norm in card.Norms)
                {
                    if (!norms.TryGetValue(norm.Path, out var tally))
                        norms.Add(norm.Path, tally = new());
                    tally.Add(card.Interaction, norm);
                }
            }

            return VersionOf(isSample: false);

            VersionFigures VersionOf(bool isSample) =>
                new(ruleSet, version, from, results, isSample, norms.OrderBy(static each => each.Key, StringComparer.Ordinal).ToImmutableSortedDictionary(static each => each.Key, static each => each.Value.ToFigure(), StringComparer.Ordinal));
        },
        cancellation);

    private sealed class Tally
    {
        private readonly HashSet<string> _interactions = new(StringComparer.Ordinal);
        private int _results;
        private int _hit;
        private long _hits;

        public void Add(string interaction, CardNorm norm)
        {
            _results++;
            if (OutcomeNames.Parse(norm.Outcome) is not (Outcome.Violated or Outcome.Rewarded))
                return;

            // One that holds without a place counts as one, as it does for points.
            _hit++;
            _hits += Math.Max(1, norm.Hits.Length);
            _interactions.Add(interaction);
        }

        public NormFigure ToFigure() => new(_results, _hit, _hits, _interactions.Count);
    }

    private sealed record Card(string Interaction, ImmutableArray<CardNorm> Norms);

    private sealed record CardNorm(string Path, string Outcome, ImmutableArray<object> Hits);
}
