using System.Collections.Immutable;
using Qa.Grains.Publication.Log;

namespace Qa.Grains.Publication.Cold;

/// <summary>A cold tree that waits for the next start (冷发布).</summary>
/// <param name="Base">The version in force at the staging; null when there was none.</param>
/// <param name="LastProcess">Number of the last process that had started by then.</param>
internal sealed record StagedTree(
    string RuleSet,
    StoredVersion Tree,
    long? Base,
    string Author,
    string Note,
    Standing Standing,
    ImmutableArray<Approval> Approvals,
    string Draft,
    long LastProcess);
