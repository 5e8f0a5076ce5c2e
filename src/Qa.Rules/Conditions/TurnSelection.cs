namespace Qa.Rules.Conditions;

/// <summary>Whose turns a condition looks at; system turns are never among them.</summary>
public enum RoleFilter : byte
{
    Agent,
    Customer,
    Any,
}

/// <summary>
/// Which turns a text operator looks at: <c>role</c>, <c>turns</c>, <c>seconds</c> and <c>around</c>, each applied to all
/// turns of the role and the results intersected.
/// </summary>
public sealed record TurnSelection(
    RoleFilter Role = RoleFilter.Agent,
    TurnRange? Turns = null,
    SecondsRange? Seconds = null,
    Around? Around = null)
{
    public static TurnSelection AgentTurns { get; } = new();
}

/// <summary>Which end of the interaction a window counts from.</summary>
public enum WindowEdge : byte
{
    First,
    Last,
}

/// <summary><c>turns</c>: a window of the turns of a role.</summary>
public abstract record TurnRange
{
    private TurnRange()
    {
    }

    /// <summary><c>{first: n}</c> or <c>{last: n}</c>; n ≥ 1.</summary>
    public sealed record Edge(WindowEdge From, int Count) : TurnRange;

    /// <summary><c>{from: a, to: b}</c>, 1-based and inclusive; selects nothing when a is more than b.</summary>
    public sealed record Between(int From, int To) : TurnRange;
}

/// <summary><c>seconds</c>: turns that start before, or end after, a moment; needs timing.</summary>
/// <param name="Milliseconds">≥ 0.</param>
public sealed record SecondsRange(WindowEdge From, long Milliseconds);

/// <summary><c>around</c>: turns from <paramref name="Before"/> before to <paramref name="After"/> after a hit of another condition.</summary>
public sealed record Around(Condition Of, int Before, int After);
