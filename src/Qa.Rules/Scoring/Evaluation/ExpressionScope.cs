using Qa.Rules.Conditions.Expressions;
using Qa.Rules.Interactions;

namespace Qa.Rules.Scoring;

/// <summary>What an expression can see of a run: nothing but this.</summary>
internal sealed class ExpressionScope(ScoringRun run, IReadOnlyDictionary<string, UseEvaluator> hits) : IExpressionInput
{
    public string Id => run.Interaction.Id;

    public Channel Channel => run.Interaction.Channel;

    public string? BusinessLine => run.Interaction.BusinessLine;

    public string AgentId => run.Interaction.Agent.Id;

    public int Turns => run.TurnIndex.AnyCount;

    public int AgentTurns => run.TurnIndex.AgentCount;

    public int CustomerTurns => run.TurnIndex.CustomerCount;

    public long DurationMilliseconds => run.Timing.Duration;

    public long SilenceMilliseconds => run.Timing.SilenceTotal;

    public long LongestSilenceMilliseconds => run.Timing.LongestSilence;

    public long AgentSpeechMilliseconds => run.Timing.AgentSpeech;

    public long CustomerSpeechMilliseconds => run.Timing.CustomerSpeech;

    public AttributeValue Attribute(string key) => run.Interaction.Attributes.GetValueOrDefault(key);

    public int Hits(string name, out bool notMeasurable)
    {
        var verdict = hits[name].Evaluate(run);
        notMeasurable = verdict.Unmeasurable;
        return verdict.Occasions;
    }
}
