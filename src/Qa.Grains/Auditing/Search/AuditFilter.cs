using System.Collections.Immutable;

namespace Qa.Grains.Auditing.Search;

/// <summary>Which entries are wanted: those that fit all that is said. A list names the values of which one must fit; an empty one says nothing.</summary>
/// <param name="From">Included.</param>
/// <param name="To">Not included.</param>
/// <param name="Text">Stands somewhere in the actor, origin, action, subject, before, after or detail; Latin letters in either case.</param>
public sealed record AuditFilter(
    ImmutableArray<string> Actors, ImmutableArray<string> Actions, ImmutableArray<string> Subjects, ImmutableArray<string> Kinds, ImmutableArray<string> Origins,
    DateTimeOffset? From = null, DateTimeOffset? To = null, string? Text = null)
{
    /// <summary>Most values of one list.</summary>
    public const int MaximumValues = 50;

    /// <summary>Longest text, in characters.</summary>
    public const int MaximumTextLength = 200;

    public static AuditFilter All { get; } = new([], [], [], [], []);
}
