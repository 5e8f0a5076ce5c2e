using System.Collections.Immutable;

namespace Qa.Portal.Platform.Search;

/// <summary>
/// What a person may find: all, or what is of one of these departments, groups or agents. What belongs to none of them is not found; a scope
/// without any finds nothing.
/// </summary>
internal sealed record SearchScope
{
    /// <summary>Most ids of a kind.</summary>
    public const int MaximumIds = 10_000;

    private SearchScope()
    {
    }

    public static SearchScope All { get; } = new() { IsAll = true };

    public bool IsAll { get; private init; }

    public ImmutableArray<string> Departments { get; private init; } = [];

    public ImmutableArray<string> Groups { get; private init; } = [];

    public ImmutableArray<string> Agents { get; private init; } = [];

    public static SearchScope Of(IEnumerable<string>? departments = null, IEnumerable<string>? groups = null, IEnumerable<string>? agents = null) =>
        new() { Departments = Checked(departments), Groups = Checked(groups), Agents = Checked(agents) };

    private static ImmutableArray<string> Checked(IEnumerable<string>? ids)
    {
        ImmutableArray<string> some = [.. ids ?? []];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(some.Length, MaximumIds, nameof(ids));
        return some;
    }
}
