using System.Collections.Immutable;

namespace Qa.Grains.Replay;

/// <summary>What another version would have changed.</summary>
/// <param name="Count">Interactions compared.</param>
/// <param name="Changed">Of these, with another score, veto, pass or outcome of any norm.</param>
/// <param name="VetoesGained">Vetoed only by the other version.</param>
/// <param name="NowFailed">Passed, and would not.</param>
/// <param name="MeanBefore">Mean score; 0 without any.</param>
/// <param name="Norms">Norms whose outcome changed for some, those that changed most first.</param>
/// <param name="Agents">Agents with a changed interaction, those whose mean fell most first; at most a thousand.</param>
/// <param name="Examples">Interactions that changed, the largest change of score first; at most <see cref="MaximumExamples"/>.</param>
/// <param name="NoLongerFit">Interactions that the version before is for and the other one is not: they would have no result, and are not compared.</param>
/// <param name="NewlyFit">With a baseline: interactions of the whole period, also where a sample is compared, that only the other version is for.</param>
[GenerateSerializer, Alias("qa.ImpactReport")]
public sealed record ImpactReport(
    [property: Id(0)] long Count,
    [property: Id(1)] long Changed,
    [property: Id(2)] long VetoesGained,
    [property: Id(3)] long VetoesLost,
    [property: Id(4)] long NowFailed,
    [property: Id(5)] long NowPassed,
    [property: Id(6)] double MeanBefore,
    [property: Id(7)] double MeanAfter,
    [property: Id(8)] ImmutableArray<NormImpact> Norms,
    [property: Id(9)] ImmutableArray<AgentImpact> Agents,
    [property: Id(10)] ImmutableArray<ImpactExample> Examples,
    [property: Id(12)] long NoLongerFit = 0,
    [property: Id(13)] long NewlyFit = 0)
{
    /// <summary>Interactions that are named.</summary>
    public const int MaximumExamples = 500;

    /// <inheritdoc cref="Groups"/>
    public const int MaximumGroups = 1_000;

    // Of a replay that was stored before there were any, there is none.
    [Id(11)]
    private readonly ImmutableArray<GroupImpact> _groups;

    /// <summary>Groups with a changed interaction, those whose mean fell most first; at most a thousand.</summary>
    public ImmutableArray<GroupImpact> Groups
    {
        get => _groups.IsDefault ? [] : _groups;
        init => _groups = value;
    }
}
