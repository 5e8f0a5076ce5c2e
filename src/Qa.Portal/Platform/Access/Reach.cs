using System.Collections.Frozen;

namespace Qa.Portal.Platform.Access;

/// <summary>Whose data somebody reaches with a permission: everybody's, or that of some agents. Queries ask it, so that what is out of reach is not there.</summary>
internal sealed class Reach
{
    private readonly FrozenSet<string> _agents;

    private Reach(bool isAll, IEnumerable<string> agents) => (IsAll, _agents) = (isAll, agents.ToFrozenSet(StringComparer.Ordinal));

    public static Reach All { get; } = new(true, []);

    public static Reach None { get; } = new(false, []);

    public bool IsAll { get; }

    /// <summary>工号 of the agents; empty, and without meaning, where it is all.</summary>
    public IReadOnlyCollection<string> Agents => _agents;

    public static Reach Of(IEnumerable<string> agents) => new(false, agents);

    public bool Covers(string? agent) => IsAll || agent is not null && _agents.Contains(agent);
}
