using System.Collections.Immutable;
using Qa.Rules.Trees;

namespace Qa.Rules.Versions;

/// <summary>Compares two mappings, and those inside them, key by key.</summary>
internal static class DocumentComparison
{
    /// <param name="except">A key of the outermost mapping that is left out.</param>
    public static ImmutableArray<KeyChange> Compare(DocumentMapping old, DocumentMapping changed, string? except)
    {
        var changes = ImmutableArray.CreateBuilder<KeyChange>();
        Compare([], old, changed, except, changes);
        return changes.DrainToImmutable();
    }

    private static void Compare(
        ImmutableArray<string> keys, DocumentMapping old, DocumentMapping changed, string? except, ImmutableArray<KeyChange>.Builder changes)
    {
        var oldValues = old.Entries.ToDictionary(static entry => entry.Key, static entry => entry.Value, StringComparer.Ordinal);
        foreach (var entry in changed.Entries)
        {
            oldValues.Remove(entry.Key, out var oldValue);
            if (!string.Equals(entry.Key, except, StringComparison.Ordinal))
                Compare(keys.Add(entry.Key), oldValue, entry.Value, changes);
        }

        foreach (var entry in old.Entries)
        {
            if (oldValues.ContainsKey(entry.Key) && !string.Equals(entry.Key, except, StringComparison.Ordinal))
                changes.Add(new(keys.Add(entry.Key), entry.Value, null, null));
        }
    }

    private static void Compare(ImmutableArray<string> keys, DocumentNode? old, DocumentNode changed, ImmutableArray<KeyChange>.Builder changes)
    {
        if (old is DocumentMapping oldMapping && changed is DocumentMapping mapping)
        {
            if (!ReferenceEquals(old, changed))
                Compare(keys, oldMapping, mapping, except: null, changes);
        }
        else if (old is null || !DocumentEquality.AreSame(old, changed))
        {
            changes.Add(new(keys, old, changed, Phrases(old, changed)));
        }
    }

    private static PhraseChange? Phrases(DocumentNode? old, DocumentNode changed)
    {
        if (Texts(old) is not { } before || Texts(changed) is not { } after)
            return null;
        return new(Without(after, before), Without(before, after));
    }

    private static ImmutableArray<string>? Texts(DocumentNode? node) =>
        node is DocumentSequence list && list.Items.All(static item => item is DocumentScalar { Kind: ScalarKind.String })
            ? [.. list.Items.Select(static item => ((DocumentScalar)item).Text)]
            : null;

    // What is in one list more often than in the other.
    private static ImmutableArray<string> Without(ImmutableArray<string> list, ImmutableArray<string> other)
    {
        var left = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in other)
            left[text] = left.GetValueOrDefault(text) + 1;
        var rest = ImmutableArray.CreateBuilder<string>();
        foreach (var text in list)
        {
            if (left.GetValueOrDefault(text) is > 0 and var count)
                left[text] = count - 1;
            else
                rest.Add(text);
        }

        return rest.DrainToImmutable();
    }
}
