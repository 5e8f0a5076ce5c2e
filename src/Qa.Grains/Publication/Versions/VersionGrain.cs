using Orleans.Concurrency;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;

namespace Qa.Grains.Publication.Versions;

/// <inheritdoc cref="IVersionGrain"/>
[StatelessWorker(MaximumLocalWorkers, removeIdleWorkers: false)]
internal sealed class VersionGrain(CompiledVersions versions, VersionCatalogue catalogue) : Grain, IVersionGrain
{
    private const int MaximumLocalWorkers = 8;

    public async Task<Answer<TrialScorecard>> ScoreAsync(byte[] interaction)
    {
        var name = this.GetPrimaryKeyString();
        if (!VersionKey.TryParse(name, out var key) || await catalogue.FindAsync(key.RuleSet, key.Version) is null)
            return Refusal.Of(RefusalKind.NotFound, $"there is no version '{name}'");
        var read = InteractionReader.Read(interaction);
        if (read.Interaction is null)
            return Refusal.Of(RefusalKind.InvalidRequest, string.Join("; ", read.Errors.Select(static error => error.Message)));
        var tree = await versions.GetAsync(key.RuleSet, key.Version);
        return new TrialScorecard(ScorecardJson.ToText(Scorer.Score(tree, read.Interaction, checked((int)key.Version))));
    }
}
