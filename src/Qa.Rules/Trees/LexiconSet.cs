using System.Collections.Immutable;

namespace Qa.Rules.Trees;

/// <summary>
/// The named phrase lists (词库) of a document, read and checked. A resolved tree does not have them any more; they are
/// kept apart for whoever edits a node's text, where <c>@name</c> may stand again.
/// </summary>
public sealed class LexiconSet
{
    private readonly IReadOnlyDictionary<string, ImmutableArray<DocumentScalar>> _lists;

    internal LexiconSet(IReadOnlyDictionary<string, ImmutableArray<DocumentScalar>> lists) => _lists = lists;

    public static LexiconSet Empty { get; } = new(new Dictionary<string, ImmutableArray<DocumentScalar>>());

    public IEnumerable<string> Names => _lists.Keys;

    /// <summary>The phrases of a list as written, or null when there is none of that name.</summary>
    public ImmutableArray<string>? Phrases(string name) =>
        Find(name) is { } list ? [.. list.Select(static phrase => phrase.Text)] : null;

    internal ImmutableArray<DocumentScalar>? Find(string name) => _lists.TryGetValue(name, out var list) ? list : null;
}
