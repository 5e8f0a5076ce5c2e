using System.Collections.Immutable;
using Qa.Rules.Trees;

namespace Qa.Rules.Workflows;

/// <summary>A norm that an imported rule became, before it has its place in the tree.</summary>
/// <param name="Id">The id it would like; siblings may have it already.</param>
/// <param name="Entries">The norm's keys after <c>id</c>.</param>
/// <param name="Categories">From the top down, as the exporter wrote them; empty for a norm at the top.</param>
internal sealed record NormDraft(string Id, DocumentMapping Entries, ImmutableArray<DocumentMapping> Categories);

/// <summary>A category while norms are being put into it. Several norms name the same category; it is made once.</summary>
internal sealed class CategoryDraft
{
    private readonly NodeIds _ids = new();
    private readonly List<Func<DocumentMapping>> _children = [];
    private readonly Dictionary<string, CategoryDraft> _categories = new(StringComparer.Ordinal);
    private readonly DocumentMapping _own;

    private CategoryDraft(DocumentMapping own) => _own = own;

    public static CategoryDraft Top() => new(DocumentParts.Mapping());

    public bool IsEmpty => _children.Count == 0;

    public DocumentSequence Children => DocumentParts.Sequence(_children.Select(static child => child()));

    /// <summary>A new, empty category; <paramref name="entries"/> are its keys, of which the id may have to give way to a sibling's.</summary>
    public CategoryDraft AddCategory(string id, DocumentMapping entries)
    {
        var category = new CategoryDraft(DocumentParts.Mapping([
            (NormKeys.Id, DocumentParts.Text(_ids.Take(id))),
            .. entries.Entries.Where(static entry => !string.Equals(entry.Key, NormKeys.Id, StringComparison.Ordinal))
                .Select(static entry => (entry.Key, entry.Value)),
        ]));
        _categories.TryAdd(id, category);
        _children.Add(() => new DocumentMapping(
            default,
            category._own.Entries.Add(new(NormKeys.Children, default, category.Children))));
        return category;
    }

    public void Add(NormDraft norm)
    {
        var place = this;
        foreach (var wanted in norm.Categories)
        {
            var id = wanted.Find(NormKeys.Id).AsText()!;
            place = place._categories.GetValueOrDefault(id) ?? place.AddCategory(id, wanted);
        }

        place.AddHere(norm);
    }

    private void AddHere(NormDraft norm)
    {
        var made = new DocumentMapping(
            default,
            norm.Entries.Entries.Insert(0, new(NormKeys.Id, default, DocumentParts.Text(_ids.Take(norm.Id)))));
        _children.Add(() => made);
    }
}
