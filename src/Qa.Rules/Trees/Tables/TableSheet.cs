using System.Collections.Immutable;

namespace Qa.Rules.Trees.Tables;

/// <summary>One sheet.</summary>
/// <param name="Name">As its tab shows it.</param>
/// <param name="Headings">The first row.</param>
/// <param name="Rows">The rows below it; one may be shorter than the headings. A cell is text, empty where nothing is said; it is never null.</param>
public sealed record TableSheet(string Name, ImmutableArray<string> Headings, ImmutableArray<ImmutableArray<string>> Rows);
