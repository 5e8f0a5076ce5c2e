using System.Collections.Immutable;

namespace Qa.Rules.Trees.Tables;

/// <summary>
/// A norm set as sheets of rows, for people who edit it in a spreadsheet. It knows nothing of Excel: whoever writes or
/// reads a file turns cells into text and back.
/// </summary>
public sealed record TableBook(ImmutableArray<TableSheet> Sheets);
