using System.Collections.Immutable;
using Qa.Grains.Publication.Sources;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Sources;

namespace Qa.Portal.Modules.NormSets.Editing;

/// <summary>A node of a set as it is written, also where it has errors.</summary>
/// <param name="Path">By which edits name it.</param>
/// <param name="Errors">Of itself, those under it not counted.</param>
/// <param name="Children">Empty for a norm.</param>
public sealed record EditNode(string Path, string Name, bool IsCategory, bool IsEnabled, int Errors, DocumentMapping Source, ImmutableArray<EditNode> Children)
{
    /// <summary>The path of the category that it is in; empty at the top.</summary>
    public string Parent => Path.LastIndexOf('/') is >= 0 and var at ? Path[..at] : "";

    public string Id => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The nodes of a set as it is written, errors aside.</summary>
    public static ImmutableArray<EditNode> Of(NormSource source) => Of(source.Reading.Root as DocumentMapping, []);

    /// <summary>The nodes of a document; those without an id, which nothing could name, are left out.</summary>
    public static ImmutableArray<EditNode> Of(DocumentMapping? root, IEnumerable<DocumentError> errors)
    {
        var counts = errors.CountBy(static error => error.Path, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return Of(root?["norms"], "", counts);
    }

    /// <summary>All nodes below, in their order.</summary>
    public static IEnumerable<EditNode> All(ImmutableArray<EditNode> nodes) => nodes.SelectMany(static node => All(node.Children).Prepend(node));

    private static ImmutableArray<EditNode> Of(DocumentNode? list, string before, Dictionary<string, int> errors) =>
        list is DocumentSequence nodes ? [.. nodes.Items.OfType<DocumentMapping>().Select(node => Of(node, before, errors)).OfType<EditNode>()] : [];

    private static EditNode? Of(DocumentMapping node, string before, Dictionary<string, int> errors)
    {
        if (node["id"] is not DocumentScalar { Kind: ScalarKind.String, Text: { Length: > 0 } id })
            return null;
        var path = before + id;
        var isOff = node["enabled"] is DocumentScalar { Kind: ScalarKind.Boolean } enabled && !Written.IsTrue(enabled);
        return new(path, Written.TextOf(node["name"]) is { Length: > 0 } name ? name : id, node["children"] is not null, !isOff, errors.GetValueOrDefault(path), node, Of(node["children"], path + "/", errors));
    }
}
