using System.Collections.Immutable;
using Qa.Grains.Publication.Sources;
using Qa.Portal.Modules.NormSets.Working;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Tables;
using Qa.Rules.Versions;
using Qa.Rules.Workflows;

namespace Qa.Portal.Modules.NormSets.Exchange;

/// <summary>What somebody brings in, read and held against the set as it is being changed: what it would make of it, or all that is wrong with it.</summary>
/// <param name="Base">What it would be put into.</param>
/// <param name="Document">What would stand there; null with an error.</param>
/// <param name="Difference">Node by node; null with an error, and where there is nothing yet to compare with.</param>
/// <param name="Errors">By sheet, row and heading; of a text by file, line and key.</param>
/// <param name="Losses">What of it has no counterpart here; empty for sheets.</param>
public sealed record IncomingSet(
    WorkingText Base, TreeSource.Document? Document, NormTree? Tree, TreeDifference? Difference, ImmutableArray<TableError> Errors, ImmutableArray<WorkflowLoss> Losses)
{
    public bool IsUnchanged => Document is { } document && document.Text == Base.Document.Text;

    public static IncomingSet Wrong(WorkingText before, IEnumerable<TableError> errors, ImmutableArray<WorkflowLoss>? losses = null) => new(before, null, null, null, [.. errors], losses ?? []);

    public static IncomingSet Wrong(WorkingText before, IEnumerable<Diagnostic> diagnostics, ImmutableArray<WorkflowLoss>? losses = null) =>
        Wrong(before, diagnostics.Select(static one => new TableError(one.File, one.Line, one.Key, one.Path, one.Found, one.Expected)), losses);
}
