using Qa.Rules.Workflows;

namespace Qa.Portal.Modules.NormSets.Exchange;

/// <summary>What norms need and rules of other systems do not say.</summary>
/// <param name="Name">Of the set; null for the one it has, or for what the rules are called.</param>
/// <param name="Judgement">Null for what is usual of the system.</param>
/// <param name="Points">Of a rule that has none; more than 0.</param>
public sealed record RulesImport(RulesKind Kind, string? Name = null, ImportedJudgement? Judgement = null, decimal Points = 1m);
