using System.Collections.Immutable;

namespace Qa.Rules.Compilation;

/// <summary>The enabled categories in document order, the top itself first: parents stand before their children.</summary>
/// <param name="Parents">Number of each category's parent; −1 for the top.</param>
/// <param name="MaxDeducts">The most points each may take away; null for no limit.</param>
internal sealed record CategoryPlan(ImmutableArray<int> Parents, ImmutableArray<decimal?> MaxDeducts);
