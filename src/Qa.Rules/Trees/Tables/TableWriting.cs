using System.Collections.Immutable;

namespace Qa.Rules.Trees.Tables;

/// <summary>What writing a source as a book gave: the book, or the errors for which the source is no norm set.</summary>
public sealed record TableWriting(TableBook? Book, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool Succeeded => Book is not null;
}
