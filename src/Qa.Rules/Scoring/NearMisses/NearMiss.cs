namespace Qa.Rules.Scoring.NearMisses;

/// <summary>A place at which a condition nearly hit.</summary>
/// <param name="Condition">The condition, as a way of keys from the norm or from a named condition: <c>forbid.all.1</c>, <c>let.greeting</c>; empty for the norm as a whole.</param>
/// <param name="Hit">Where the words are.</param>
/// <param name="Reasons">Why they did not count; one or more.</param>
public readonly record struct NearMiss(string Condition, Hit Hit, NearMissReasons Reasons);
