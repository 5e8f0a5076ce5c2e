using Qa.Grains.Publication.Sources;

namespace Qa.Grains.Publication.Approvals;

/// <summary>A change that somebody wants to have published.</summary>
/// <param name="ExpectedHead">The version that the author saw in force; null to take the one that is.</param>
/// <param name="Draft">Id of the draft that it becomes, unique in the installation: proposed again, it is the same draft.</param>
[GenerateSerializer, Alias("qa.Proposal")]
public sealed record Proposal(
    [property: Id(0)] TreeSource Source,
    [property: Id(1)] string Author,
    [property: Id(2)] string Note,
    [property: Id(3)] long? ExpectedHead,
    [property: Id(4)] string Draft)
{
    public Proposal(TreeSource source, string author, string note, long? expectedHead)
        : this(source, author, note, expectedHead, Guid.NewGuid().ToString("n"))
    {
    }
}
