using Qa.Grains.Replay;

namespace Qa.Grains.Shadow;

/// <summary>Counts what a shadow run found. The findings do not depend on the order of the results.</summary>
internal sealed class ShadowTally
{
    private readonly ImpactTally _impact = new();
    private long _erased;
    private long _faults;

    /// <summary>Results that were counted, of whatever kind.</summary>
    public long Count { get; private set; }

    public void Add(ShadowResult one)
    {
        Count++;
        switch (one.Verdict)
        {
            case ShadowVerdict.Compared:
                foreach (var (path, before, after, pointsChange) in one.Changes)
                    _impact.NormChanged(path, before, after, pointsChange, one.Interaction);
                _impact.Compared(
                    new(one.Interaction, one.Agent, one.Before.Score, one.After.Score, one.Before.IsVetoed, one.After.IsVetoed),
                    one.AgentGroup, one.Before.HasPassed, one.After.HasPassed, one.IsChanged);
                break;
            case ShadowVerdict.Unfit:
                _impact.NoLongerFits();
                break;
            case ShadowVerdict.Erased:
                _erased++;
                break;
            case ShadowVerdict.Fault:
                _faults++;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(one));
        }
    }

    public ShadowFindings Report() => new(_erased, _faults, _impact.Report(newlyFit: 0));
}
