using Qa.Grains.Publication.Versions;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;

namespace Qa.Benchmarks.Grains;

/// <summary>The rival: one grain an interaction, which scores it and keeps it with its scorecard as its state.</summary>
[Alias("bench.IStatePerInteraction")]
public interface IStatePerInteraction : IGrainWithStringKey
{
    [Alias("ScoreAsync")]
    Task ScoreAsync(byte[] interaction);
}

/// <summary>What the rival keeps.</summary>
[GenerateSerializer, Alias("bench.InteractionState")]
public sealed class InteractionState
{
    [Id(0)]
    public byte[] Interaction { get; set; } = [];

    [Id(1)]
    public string Scorecard { get; set; } = "";
}

/// <inheritdoc cref="IStatePerInteraction"/>
internal sealed class StatePerInteraction([PersistentState("bench-interaction")] IPersistentState<InteractionState> state, CompiledVersions versions) : Grain, IStatePerInteraction
{
    public async Task ScoreAsync(byte[] interaction)
    {
        var tree = await versions.GetAsync(BenchSilo.Set, 1);
        var scorecard = Scorer.Score(tree, InteractionReader.Read(interaction).Interaction!, 1);
        (state.State.Interaction, state.State.Scorecard) = (interaction, ScorecardJson.ToText(scorecard));
        await state.WriteStateAsync();
        DeactivateOnIdle();
    }
}
