using System.Collections.Immutable;
using Qa.Rules.Trees;

namespace Qa.Rules.Workflows;

/// <summary>What a norm needs and a workflow of RulesEngine does not say.</summary>
public sealed record WorkflowImportOptions
{
    public static WorkflowImportOptions Default { get; } = new();

    /// <summary>The form of a norm set's id, as a regular expression.</summary>
    public const string RuleSetPattern = Trees.Loading.Identifiers.RuleSetPattern;

    /// <summary>Id of the norm set, of the form <see cref="RuleSetPattern"/>; null to make it of the workflow's name.</summary>
    public string? RuleSet { get; init; }

    /// <summary>Name of the norm set; null to take the workflow's name.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// What a rule is whose <c>Properties.judgement</c> does not say it: by default something required, as RulesEngine shows
    /// <c>ErrorMessage</c> where a rule does not succeed.
    /// </summary>
    public ImportedJudgement Judgement { get; init; } = ImportedJudgement.Require;

    /// <summary>Points of a rule whose <c>Properties.points</c> does not say them: more than 0, taken away or given as the judgement has it.</summary>
    public decimal Points { get; init; } = 1m;

    /// <summary>
    /// Inputs whose members are attributes of the interaction, so that <c>input1.country</c> is
    /// <c>interaction.attributes["country"]</c>. Empty: such names are not carried over.
    /// </summary>
    public ImmutableArray<string> AttributeInputs { get; init; } = [];

    /// <summary>The <c>let</c> of the norm set that the rules come into, where it is not in the workflow: what <c>hits("…")</c> may name.</summary>
    public DocumentMapping? Let { get; init; }
}

/// <summary>What an imported rule asks for.</summary>
public enum ImportedJudgement : byte
{
    Require,
    Forbid,
    Reward,
}
