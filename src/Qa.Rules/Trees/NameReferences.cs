using System.Collections.Immutable;
using Qa.Rules.Conditions.Expressions;
using Qa.Rules.Trees.Loading;

namespace Qa.Rules.Trees;

/// <summary>
/// Finds in a document what refers to a named condition or phrase list, and lets it refer to another. Values in which
/// nothing changed stay the same objects.
/// </summary>
internal static class NameReferences
{
    /// <summary>Every <c>use</c> and every <c>hits("…")</c> of a condition's name.</summary>
    public static DocumentNode RenameLet(DocumentNode document, string name, string newName) => Change(document, "", (key, value) => (key, value) switch
    {
        ("use", DocumentScalar { Kind: ScalarKind.String } use) when string.Equals(use.Text, name, StringComparison.Ordinal) => Text(use, newName),
        ("expr", DocumentScalar { Kind: ScalarKind.String } expression) => Text(expression, HitNames.Rename(expression.Text, name, newName)),
        _ => value,
    });

    /// <summary>Every <c>@name</c> of a phrase list.</summary>
    public static DocumentNode RenameLexicon(DocumentNode document, string name, string newName) => Change(document, "", (key, value) =>
        key is "anyOf" or "allOf" or "except" or "ignore" && value is DocumentSequence list
            ? WithItems(list, item => item is DocumentScalar { Kind: ScalarKind.String, Text: [PhraseReader.ReferenceMark, .. var named] } entry
                && string.Equals(named, name, StringComparison.Ordinal) ? Text(entry, PhraseReader.ReferenceMark + newName) : item)
            : value);

    private static DocumentNode Change(DocumentNode value, string key, Func<string, DocumentNode, DocumentNode> refer) => refer(key, value) switch
    {
        DocumentMapping mapping => WithValues(mapping, entry => Change(entry.Value, entry.Key, refer)),
        DocumentSequence list => WithItems(list, item => Change(item, "", refer)),
        var changed => changed,
    };

    private static DocumentMapping WithValues(DocumentMapping mapping, Func<DocumentEntry, DocumentNode> change)
    {
        ImmutableArray<DocumentEntry> entries = [.. mapping.Entries.Select(entry => entry with { Value = change(entry) })];
        return entries.Zip(mapping.Entries).All(static pair => ReferenceEquals(pair.First.Value, pair.Second.Value)) ? mapping : new(mapping.Position, entries);
    }

    private static DocumentSequence WithItems(DocumentSequence list, Func<DocumentNode, DocumentNode> change)
    {
        ImmutableArray<DocumentNode> items = [.. list.Items.Select(change)];
        return items.Zip(list.Items).All(static pair => ReferenceEquals(pair.First, pair.Second)) ? list : new(list.Position, items);
    }

    private static DocumentScalar Text(DocumentScalar old, string text) =>
        string.Equals(old.Text, text, StringComparison.Ordinal) ? old : new(old.Position, ScalarKind.String, text);
}
