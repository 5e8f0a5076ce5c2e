namespace Qa.Grains.Inspection.Tasks;

/// <summary>How far a task's selection has been read: after this interaction.</summary>
/// <param name="StartedAt">UTC ticks.</param>
[GenerateSerializer, Alias("qa.FillingPlace")]
public sealed record FillingPlace([property: Id(0)] long StartedAt, [property: Id(1)] string Id)
{
    /// <summary>Before the first.</summary>
    public FillingPlace()
        : this(-1, "")
    {
    }
}
