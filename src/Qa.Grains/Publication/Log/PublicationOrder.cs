using System.Collections.Immutable;
using Qa.Rules.Versions;

namespace Qa.Grains.Publication.Log;

/// <summary>A version that is to be published, with all that its record says except number and time.</summary>
/// <param name="Base">The version that must be in force; null when the set must have none.</param>
/// <param name="Parent">The version it was made from, as a record has it.</param>
/// <param name="Author">Who made the change; the record's <c>by</c>.</param>
/// <param name="Actor">Who had it published; in the audit log.</param>
/// <param name="Draft">Names this change for ever: ordered again, it is published once.</param>
public sealed record PublicationOrder(
    string RuleSet,
    PublicationMode Mode,
    StoredVersion Tree,
    long? Base,
    long? Parent,
    string? NormPath,
    string Author,
    string Actor,
    string Note,
    Standing Standing,
    ImmutableArray<Approval> Approvals,
    string Draft)
{
    /// <summary>What the audit log says of it beside its note; empty for nothing.</summary>
    public string Remark { get; init; } = "";
}
