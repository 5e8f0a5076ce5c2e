using System.Collections.Immutable;
using Qa.Rules.Conditions;

namespace Qa.Rules.Trees;

/// <summary>A node of the tree: a <see cref="Category"/> or a <see cref="Norm"/>.</summary>
/// <param name="Source">The node as written in the resolved document.</param>
public abstract record TreeNode(
    string Id,
    string Name,
    string? Description,
    string? Guidance,
    bool Enabled,
    DocumentMapping Source);

/// <summary>A node with children.</summary>
/// <param name="MaxDeduct">The most points the subtree may take away; null for no limit.</param>
public sealed record Category(
    string Id,
    string Name,
    string? Description,
    string? Guidance,
    bool Enabled,
    DocumentMapping Source,
    decimal? MaxDeduct,
    ImmutableArray<TreeNode> Children) : TreeNode(Id, Name, Description, Guidance, Enabled, Source);

/// <summary>One rule that an agent is held to.</summary>
/// <param name="When">Where it does not hold, the norm is not applicable; null for always.</param>
public sealed record Norm(
    string Id,
    string Name,
    string? Description,
    string? Guidance,
    bool Enabled,
    DocumentMapping Source,
    Condition? When,
    Judgement Judgement,
    Severity Severity) : TreeNode(Id, Name, Description, Guidance, Enabled, Source);

/// <summary>致命性: whether a violation counts as fatal.</summary>
public enum Severity : byte
{
    Nonfatal,
    Fatal,
}

/// <summary>What a norm asks for, and what it costs or gives.</summary>
public abstract record Judgement
{
    private Judgement()
    {
    }

    /// <summary>一票否决: a violation takes all points.</summary>
    public bool IsVeto => this is Forbid { Points: null } or Require { Points: null };

    /// <summary>The condition that decides; null where a person does.</summary>
    public Condition? DecidingCondition => this switch
    {
        Forbid forbid => forbid.Condition,
        Require require => require.Condition,
        Reward reward => reward.Condition,
        _ => null,
    };

    /// <summary>The condition must not hold.</summary>
    /// <param name="Points">Negative; null for veto (一票否决).</param>
    /// <param name="MaxHits">With <paramref name="PerHit"/>, how many hits count at most; null for no limit.</param>
    public sealed record Forbid(Condition Condition, decimal? Points, bool PerHit, int? MaxHits) : Judgement;

    /// <summary>The condition must hold.</summary>
    /// <param name="Points">Negative; null for veto.</param>
    public sealed record Require(Condition Condition, decimal? Points) : Judgement;

    /// <summary>Points are given when the condition holds.</summary>
    /// <param name="Points">Positive.</param>
    public sealed record Reward(Condition Condition, decimal Points, bool PerHit, int? MaxHits) : Judgement;

    /// <summary>Only a person can judge it: 0 to −<paramref name="Max"/>.</summary>
    public sealed record Manual(decimal Max) : Judgement;
}
