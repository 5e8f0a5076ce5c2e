using System.Collections.Immutable;

namespace Qa.Rules.Trees.Tables;

/// <summary>What reading a book gave: the document and its tree, or every error of the book.</summary>
/// <param name="Document">With <c>lexicons</c> and <c>@name</c> as the book has them, for <c>SourceEdit.To</c>; null when there is an error.</param>
/// <param name="Tree">The same, resolved.</param>
/// <param name="Errors">In order of sheet and row.</param>
public sealed record TableReading(DocumentMapping? Document, NormTree? Tree, ImmutableArray<TableError> Errors)
{
    public bool Succeeded => Tree is not null;
}
