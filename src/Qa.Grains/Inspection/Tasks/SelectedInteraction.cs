namespace Qa.Grains.Inspection.Tasks;

/// <summary>An interaction of a selection.</summary>
internal sealed class SelectedInteraction
{
    public string Id { get; init; } = "";

    public long Revision { get; init; }

    /// <summary>UTC ticks.</summary>
    public long StartedAt { get; init; }
}
