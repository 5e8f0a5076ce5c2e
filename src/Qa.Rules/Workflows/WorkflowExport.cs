using System.Collections.Immutable;

namespace Qa.Rules.Workflows;

/// <summary>The workflow that a norm set became, as JSON that RulesEngine reads, and what it could not take along.</summary>
public sealed record WorkflowExport(string Json, ImmutableArray<WorkflowLoss> Losses);
