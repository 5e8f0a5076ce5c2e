using System.Collections.Immutable;
using Qa.Rules.Conditions;
using Qa.Rules.Interactions;

namespace Qa.Rules.Trees;

/// <summary>
/// A norm set (规范集) that has been read, checked and resolved. Immutable: a change gives a new tree that shares every node
/// it did not touch (<c>TreeEdit</c>).
/// </summary>
/// <param name="Document">The resolved document as written, from which identity is computed (norm-tree.md §5).</param>
/// <param name="Lets">Named conditions, in document order.</param>
public sealed record NormTree(
    string RuleSet,
    string Name,
    AppliesTo AppliesTo,
    ScoreRules Score,
    ImmutableArray<LetCondition> Lets,
    ImmutableArray<TreeNode> Nodes,
    DocumentMapping Document)
{
    /// <summary>The one schema of this page's meaning.</summary>
    public const string Schema = "qa.norm-tree/1";
}

/// <summary>A named condition of <c>let</c>.</summary>
public sealed record LetCondition(string Name, Condition Condition);

/// <summary>Which interactions are routed to a set; an empty list admits any. Scoring itself ignores it.</summary>
public sealed record AppliesTo(
    ImmutableArray<Channel> Channels,
    ImmutableArray<string> BusinessLines,
    ImmutableArray<string> AgentGroups)
{
    public static AppliesTo Anything { get; } = new([], [], []);

    /// <summary>Whether the interaction is routed to the set: what a list asks for and the interaction does not name does not fit.</summary>
    public bool Admits(Interaction interaction) =>
        (Channels.IsEmpty || Channels.Contains(interaction.Channel))
        && (BusinessLines.IsEmpty || BusinessLines.Contains(interaction.BusinessLine ?? ""))
        && (AgentGroups.IsEmpty || AgentGroups.Contains(interaction.Agent.Group ?? ""));
}

/// <summary>How points become a score.</summary>
/// <param name="MinConfidence">0..1: turns below it were not heard surely enough to judge by.</param>
public sealed record ScoreRules(decimal Base, decimal Min, decimal Max, decimal Pass, decimal MinConfidence)
{
    public static ScoreRules Default { get; } = new(100m, 0m, 100m, 80m, 0m);
}
