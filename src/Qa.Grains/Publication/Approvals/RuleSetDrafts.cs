using System.Collections.Immutable;

namespace Qa.Grains.Publication.Approvals;

/// <summary>The drafts of one set, as its grain keeps them: those that are under way, and the last that were closed.</summary>
[GenerateSerializer, Alias("qa.RuleSetDrafts")]
public sealed record RuleSetDrafts
{
    /// <summary>Drafts that can be under way at a time; each may hold 8 MiB.</summary>
    public const int MaximumLive = 20;

    /// <summary>Closed drafts that are remembered.</summary>
    public const int MaximumClosed = 100;

    /// <summary>In the order in which they were made.</summary>
    [Id(0)]
    public ImmutableArray<Draft> Items { get; init; } = [];

    public Draft? Find(string id) => Items.FirstOrDefault(draft => draft.Id == id);

    public bool IsFull => Items.Count(static draft => draft.IsLive) >= MaximumLive;

    /// <summary>With the draft in place of the one of its id, or at the end; closed ones beyond the bound are forgotten.</summary>
    public RuleSetDrafts With(Draft draft)
    {
        var items = Find(draft.Id) is { } old ? Items.Replace(old, draft) : Items.Add(draft);
        var forgotten = items.Where(static item => !item.IsLive).Reverse().Skip(MaximumClosed);
        return new() { Items = items.RemoveRange(forgotten) };
    }
}
