using System.Collections.Immutable;

namespace Qa.Rules.Trees.Loading;

/// <summary>
/// Puts the phrases of lexicons in the place of <c>@name</c> in a document that has been read without errors. What has
/// no such entry in it stays the same object, and a mapping that has one gives the same new object each time, so that a
/// node's source and its part of the document are one.
/// </summary>
internal sealed class LexiconResolver(LexiconSet lexicons)
{
    private readonly Dictionary<DocumentNode, DocumentNode> _resolved = new(ReferenceEqualityComparer.Instance);

    // Apart from the others: an alias may put one list where its entries are phrases and where they are only texts.
    private readonly Dictionary<DocumentNode, DocumentNode> _resolvedAsPhrases = new(ReferenceEqualityComparer.Instance);

    /// <summary>The document without its lexicons.</summary>
    public DocumentMapping ResolveDocument(DocumentMapping document)
    {
        var entries = document.Entries.Where(static entry => !string.Equals(entry.Key, "lexicons", StringComparison.Ordinal));
        return new(document.Position, [.. entries.Select(entry => entry with { Value = Resolve(entry.Value, entry.Key) })]);
    }

    public ImmutableArray<TreeNode> Resolve(ImmutableArray<TreeNode> nodes) => [.. nodes.Select(Resolve)];

    public TreeNode Resolve(TreeNode node)
    {
        var source = (DocumentMapping)Resolve(node.Source, key: "");
        return ReferenceEquals(source, node.Source) ? node
            : node is Category category ? category with { Source = source, Children = Resolve(category.Children) }
            : node with { Source = source };
    }

    // In a valid document a list under one of these keys is a list of phrases, wherever it stands.
    private static bool IsPhraseList(string key) => key is "anyOf" or "allOf" or "except" or "ignore";

    private DocumentNode Resolve(DocumentNode node, string key)
    {
        if (node is DocumentScalar)
            return node;
        var asPhrases = node is DocumentSequence && IsPhraseList(key);
        var known = asPhrases ? _resolvedAsPhrases : _resolved;
        if (!known.TryGetValue(node, out var resolved))
        {
            resolved = node is DocumentMapping mapping ? Mapping(mapping)
                : asPhrases ? Phrases((DocumentSequence)node)
                : Sequence((DocumentSequence)node);
            known.Add(node, resolved);
        }

        return resolved;
    }

    private DocumentMapping Mapping(DocumentMapping mapping)
    {
        DocumentEntry[]? entries = null;
        for (var i = 0; i < mapping.Entries.Length; i++)
        {
            var entry = mapping.Entries[i];
            var value = Resolve(entry.Value, entry.Key);
            if (ReferenceEquals(value, entry.Value))
                continue;
            entries ??= [.. mapping.Entries];
            entries[i] = entry with { Value = value };
        }

        return entries is null ? mapping : new(mapping.Position, [.. entries]);
    }

    private DocumentSequence Sequence(DocumentSequence list)
    {
        DocumentNode[]? items = null;
        for (var i = 0; i < list.Items.Length; i++)
        {
            var item = Resolve(list.Items[i], key: "");
            if (ReferenceEquals(item, list.Items[i]))
                continue;
            items ??= [.. list.Items];
            items[i] = item;
        }

        return items is null ? list : new(list.Position, [.. items]);
    }

    private DocumentSequence Phrases(DocumentSequence list)
    {
        if (!list.Items.Any(IsReference))
            return list;
        var phrases = ImmutableArray.CreateBuilder<DocumentNode>();
        foreach (var item in list.Items)
        {
            if (IsReference(item))
                phrases.AddRange(lexicons.Find(((DocumentScalar)item).Text[1..])!.Value);
            else
                phrases.Add(item);
        }

        return new(list.Position, phrases.DrainToImmutable());
    }

    private static bool IsReference(DocumentNode item) => item is DocumentScalar { Text: [PhraseReader.ReferenceMark, ..] };
}
