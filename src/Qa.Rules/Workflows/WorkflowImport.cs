using System.Collections.Immutable;
using Qa.Rules.Trees;

namespace Qa.Rules.Workflows;

/// <summary>
/// What importing workflows gave: the document of a norm set, still to be loaded as any other, and all that it does not take
/// over. Without a document there are diagnostics that say why.
/// </summary>
/// <param name="Document">A document of <see cref="NormTree.Schema"/>.</param>
/// <param name="Losses">In order of the workflow.</param>
/// <param name="Diagnostics">Why the input could not be read at all.</param>
public sealed record WorkflowImport(DocumentMapping? Document, ImmutableArray<WorkflowLoss> Losses, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>The document as text: JSON, which YAML reads.</summary>
    public string? Text => Document is null ? null : DocumentJson.Write(Document);
}
