namespace Qa.Grains.Inspection.Tasks;

/// <summary>An item that could not be scored, and why.</summary>
[GenerateSerializer, Alias("qa.SetAsideItem")]
public sealed class SetAsideItem
{
    [Id(0)]
    public string Interaction { get; init; } = "";

    [Id(1)]
    public long Revision { get; init; }

    /// <summary>How often it was tried.</summary>
    [Id(2)]
    public long Attempts { get; init; }

    [Id(3)]
    public string Fault { get; init; } = "";
}
