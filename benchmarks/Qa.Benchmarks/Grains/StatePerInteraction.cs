using Qa.Grains.Publication.Versions;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;

namespace Qa.Benchmarks.Grains;

/// <summary>
/// The rival: one grain an interaction, with the interaction and its scorecard as its state. It promises what the product does: an
/// interaction is stored before it is acknowledged, and scored afterwards, so that nothing is lost when the process ends between.
/// </summary>
[Alias("bench.IStatePerInteraction")]
public interface IStatePerInteraction : IGrainWithStringKey
{
    [Alias("ReceiveAsync")]
    Task ReceiveAsync(byte[] interaction);

    [Alias("ScoreAsync")]
    Task ScoreAsync();
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
    public Task ReceiveAsync(byte[] interaction)
    {
        state.State.Interaction = interaction;
        return state.WriteStateAsync();
    }

    public async Task ScoreAsync()
    {
        var tree = await versions.GetAsync(BenchSilo.Set, 1);
        var scorecard = Scorer.Score(tree, InteractionReader.Read(state.State.Interaction).Interaction!, 1);
        state.State.Scorecard = ScorecardJson.ToText(scorecard);
        await state.WriteStateAsync();
        DeactivateOnIdle();
    }
}
