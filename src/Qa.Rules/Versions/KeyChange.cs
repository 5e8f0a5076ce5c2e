using System.Collections.Immutable;
using Qa.Rules.Trees;

namespace Qa.Rules.Versions;

/// <summary>A value of a mapping that differs between two trees.</summary>
/// <param name="Keys">The keys that lead to the value, from the node (or the document) down: <c>forbid</c>, <c>anyOf</c>.</param>
/// <param name="Old">Null when the key is new.</param>
/// <param name="New">Null when the key is gone.</param>
/// <param name="Phrases">What differs within the list, when both values are lists of phrases; null otherwise.</param>
public sealed record KeyChange(ImmutableArray<string> Keys, DocumentNode? Old, DocumentNode? New, PhraseChange? Phrases)
{
    /// <summary>The keys as one text, for people: <c>forbid.anyOf</c>.</summary>
    public string Key => string.Join('.', Keys);
}

/// <summary>How a list of phrases differs from another; both parts empty when only their order does.</summary>
/// <param name="Added">In the order of the new list.</param>
/// <param name="Removed">In the order of the old list.</param>
public sealed record PhraseChange(ImmutableArray<string> Added, ImmutableArray<string> Removed);
