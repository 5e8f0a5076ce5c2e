using Qa.Grains.Replay;
using Qa.Portal.Platform;

namespace Qa.Portal.Modules.Replays;

/// <summary>A replay as somebody fills it in: what does not belong to its kind is not asked, whatever stands in the fields.</summary>
internal sealed class ReplayOrder
{
    public ReplayOrderKind Kind { get; set; }

    public string Interaction { get; set; } = "";

    /// <summary>Empty for all sets.</summary>
    public string RuleSet { get; set; } = "";

    public long? Task { get; set; }

    public long? Version { get; set; }

    public long? Baseline { get; set; }

    /// <summary>The first day; null for no limit.</summary>
    public DateOnly? From { get; set; }

    /// <summary>The last day; null for no limit.</summary>
    public DateOnly? To { get; set; }

    public ReplayRequest ToRequest(CentreTime centre)
    {
        var set = RuleSet.Length == 0 ? null : RuleSet;
        var interaction = Interaction.Trim() is { Length: > 0 } id ? id : null;
        var (from, to) = (From is { } first ? centre.StartOf(first) : (DateTimeOffset?)null, To is { } last ? centre.EndOf(last) : null);
        return Kind switch
        {
            ReplayOrderKind.Result => new(set, interaction),
            ReplayOrderKind.Period => new(set, Task: Task, From: from, To: to),
            _ => new(set, interaction, From: from, To: to, Version: Version, Baseline: Baseline),
        };
    }
}

/// <summary>What is asked again.</summary>
internal enum ReplayOrderKind
{
    /// <summary>Every stored scorecard of one interaction.</summary>
    Result,

    /// <summary>All of a period, a task or a set.</summary>
    Period,

    /// <summary>An interaction or a period under another version.</summary>
    Version,
}
