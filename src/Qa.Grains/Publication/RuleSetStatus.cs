using System.Collections.Immutable;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Cold;
using Qa.Grains.Publication.Log;

namespace Qa.Grains.Publication;

/// <summary>How a set stands.</summary>
/// <param name="Head">Null before anything was published or staged.</param>
/// <param name="Drafts">In the order in which they were made, without their sources.</param>
/// <param name="StagedDraft">The draft that takes effect at the next start; null when there is none.</param>
/// <param name="Awaited">Processes that must end before a staged tree takes effect.</param>
[GenerateSerializer, Alias("qa.RuleSetStatus")]
public sealed record RuleSetStatus(
    [property: Id(0)] RuleSetHead? Head,
    [property: Id(1)] ImmutableArray<Draft> Drafts,
    [property: Id(2)] string? StagedDraft,
    [property: Id(3)] ImmutableArray<InstallationProcess> Awaited);
