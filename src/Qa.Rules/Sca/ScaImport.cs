using System.Collections.Immutable;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Sources;
using Qa.Rules.Workflows;

namespace Qa.Rules.Sca;

/// <summary>What reading rules of Alibaba Cloud SCA gave: a norm set, with all that was lost on the way, or why there is none.</summary>
/// <param name="Document">The norm set; null when there is none. That it loads is for the caller to see, as with any document.</param>
/// <param name="Losses">What was not carried over, each with its rule, condition and operator.</param>
/// <param name="Diagnostics">Why there is no norm set; empty otherwise.</param>
public sealed record ScaImport(DocumentMapping? Document, ImmutableArray<WorkflowLoss> Losses, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>The norm set as YAML in the form of <c>rulesets/</c>; null when there is none.</summary>
    public string? Text => Document is null ? null : NormSource.Of("sca.yaml", Document).Text;
}
