using System.Collections.Immutable;

namespace Qa.Rules.Conditions;

/// <summary><c>turnCount</c>: the number of turns of a role.</summary>
public sealed record TurnCount(Limit Turns, RoleFilter Role) : Condition;

/// <summary><c>all</c>: every one holds.</summary>
public sealed record All(ImmutableArray<Condition> Of) : Condition;

/// <summary><c>any</c>: one or more hold.</summary>
public sealed record Any(ImmutableArray<Condition> Of) : Condition;

/// <summary><c>not</c>: the condition does not hold.</summary>
public sealed record Not(Condition Of) : Condition;

/// <summary><c>sequence</c>: hits of the conditions, each after the one before.</summary>
/// <param name="WithinTurns">How many turns the next hit may be away at most; null for any.</param>
public sealed record Sequence(ImmutableArray<Condition> Of, int? WithinTurns) : Condition;

/// <summary><c>lacking</c>: a hit of <paramref name="Of"/> that has no hit of <paramref name="Near"/> in the turns around it.</summary>
public sealed record Lacking(Condition Of, Condition Near, int Before, int After, int MinHits) : Condition;

/// <summary><c>unanswered</c>: the last turn that counts is the customer's.</summary>
/// <param name="Ignore">Customer turns whose whole text is one of these do not count; empty for none.</param>
public sealed record Unanswered(ImmutableArray<string> Ignore) : Condition;

/// <summary><c>use</c>: a named condition of <c>let</c>.</summary>
public sealed record Use(string Name) : Condition;

/// <summary><c>expr</c>: a boolean expression over interaction, metrics and hits.</summary>
public sealed record Expr(string Text) : Condition;
