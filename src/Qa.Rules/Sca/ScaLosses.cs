using System.Collections.Immutable;
using Qa.Rules.Workflows;

namespace Qa.Rules.Sca;

/// <summary>Gathers what is not carried over.</summary>
internal sealed class ScaLosses
{
    private readonly ImmutableArray<WorkflowLoss>.Builder _losses = ImmutableArray.CreateBuilder<WorkflowLoss>();

    public ImmutableArray<WorkflowLoss> All => _losses.ToImmutable();

    /// <summary>A part is lost; what it belongs to is carried over without it.</summary>
    public void Lose(string path, string what, string why) => _losses.Add(new(path, what, why, LeftOut: false));

    /// <summary>What it belongs to is lost as a whole: without this it would mean something else.</summary>
    public void LeaveOut(string path, string what, string why) => _losses.Add(new(path, what, why, LeftOut: true));
}
