namespace Qa.Rules.Trees.Sources;

/// <content>Renaming what conditions refer to by name, with all that refers to it.</content>
public static partial class SourceEdit
{
    /// <summary>Gives a named condition of <c>let</c> another name, in every <c>use</c> and every <c>hits("…")</c> too.</summary>
    public static SourceEditResult RenameLet(NormSource source, string name, string newName) =>
        Rename(source, "let", name, newName, NameReferences.RenameLet);

    /// <summary>Gives a phrase list of <c>lexicons</c> another name, in every <c>@name</c> too.</summary>
    public static SourceEditResult RenameLexicon(NormSource source, string name, string newName) =>
        Rename(source, "lexicons", name, newName, NameReferences.RenameLexicon);

    private static SourceEditResult Rename(
        NormSource source, string key, string name, string newName, Func<DocumentNode, string, string, DocumentNode> refer)
    {
        if (Open(source, out var draft) is not { } root)
            return Unreadable(source);
        var names = (root as DocumentMapping)?[key] as DocumentMapping;
        if (names?[name] is null || names[newName] is not null)
        {
            var (found, expected) = names?[name] is null ? (name, "a name that is there") : (newName, "a name that is not there yet");
            draft!.Refuse(0, "", key, Phrasing.Quote(found), expected);
            return draft.Finish(root);
        }

        var entries = names.Entries.Select(entry => string.Equals(entry.Key, name, StringComparison.Ordinal) ? entry with { Key = newName } : entry);
        var renamed = DocumentChange.Set(root, [new(key, 0)], new DocumentMapping(names.Position, [.. entries]))!;
        var changed = refer(renamed, name, newName);
        new Reconciliation(draft!).Value(source.Outline, root, changed, default);
        return draft!.Finish(changed);
    }
}
