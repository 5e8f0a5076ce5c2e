using System.Collections.Immutable;

namespace Qa.Rules.Trees;

/// <summary>What reading the lexicons of a document gave: all of them, or every error in them.</summary>
public sealed record LexiconLoadResult(LexiconSet? Lexicons, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool Succeeded => Lexicons is not null;
}
