using Qa.Rules.Workflows;

namespace Qa.Rules.Sca;

/// <summary>What a norm needs and a rule of SCA does not say.</summary>
public sealed record ScaImportOptions
{
    public static ScaImportOptions Default { get; } = new();

    /// <summary>Id of the norm set, of the form <see cref="WorkflowImportOptions.RuleSetPattern"/>.</summary>
    public string RuleSet { get; init; } = "sca";

    /// <summary>Name of the norm set.</summary>
    public string Name { get; init; } = "SCA";

    /// <summary>What a rule is: by default something forbidden, as SCA reports the conversations that hit a rule.</summary>
    public ImportedJudgement Judgement { get; init; } = ImportedJudgement.Forbid;

    /// <summary>Points of a rule that has no <c>scoreNum</c>: more than 0, taken away or given as the judgement has it.</summary>
    public decimal Points { get; init; } = 1m;
}
