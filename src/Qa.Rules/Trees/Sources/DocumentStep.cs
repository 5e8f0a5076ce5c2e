using System.Collections.Immutable;
using System.Globalization;

namespace Qa.Rules.Trees.Sources;

/// <summary>One step down in a document: to the value of a key, or to an item of a list.</summary>
/// <param name="Key">Null for an item.</param>
/// <param name="Index">Of the item, from 0; 0 for a key.</param>
internal readonly record struct DocumentStep(string? Key, int Index)
{
    /// <summary>The way to a category or norm by its path; null when there is none. An empty path is the document itself.</summary>
    public static ImmutableArray<DocumentStep>? ToNode(DocumentNode document, string path)
    {
        var steps = ImmutableArray.CreateBuilder<DocumentStep>();
        if (path.Length == 0)
            return [];
        var (place, key) = (document, "norms");
        foreach (var id in path.Split('/'))
        {
            if ((place as DocumentMapping)?[key] is not DocumentSequence list || IndexOf(list, id) is not (>= 0 and var index))
                return null;
            steps.Add(new(key, 0));
            steps.Add(new(null, index));
            (place, key) = (list.Items[index], "children");
        }

        return steps.DrainToImmutable();
    }

    /// <summary>Keys as an editor names them: where a list stands, the number of an item from 0. Null where that is no number.</summary>
    public static ImmutableArray<DocumentStep>? Of(DocumentNode? start, ImmutableArray<string> keys)
    {
        var steps = ImmutableArray.CreateBuilder<DocumentStep>();
        foreach (var key in keys)
        {
            if (start is not DocumentSequence)
                steps.Add(new(key, 0));
            else if (int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                steps.Add(new(null, index));
            else
                return null;
            start = steps[^1].From(start);
        }

        return steps.DrainToImmutable();
    }

    /// <summary>The value that the steps lead to, or null.</summary>
    public static DocumentNode? Follow(DocumentNode start, IEnumerable<DocumentStep> steps)
    {
        DocumentNode? place = start;
        foreach (var step in steps)
            place = step.From(place);
        return place;
    }

    /// <summary>The id of a node as written, or null.</summary>
    public static string? IdOf(DocumentNode node) => (node as DocumentMapping)?["id"] is DocumentScalar { Kind: ScalarKind.String } id ? id.Text : null;

    private DocumentNode? From(DocumentNode? place) => place switch
    {
        DocumentMapping mapping when Key is not null => mapping[Key],
        DocumentSequence list when Key is null && Index < list.Items.Length => list.Items[Index],
        _ => null,
    };

    private static int IndexOf(DocumentSequence list, string id)
    {
        for (var i = 0; i < list.Items.Length; i++)
        {
            if (string.Equals(IdOf(list.Items[i]), id, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }
}
