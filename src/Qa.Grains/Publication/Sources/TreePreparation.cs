using System.Collections.Immutable;
using System.Text;
using Qa.Rules.Trees;

namespace Qa.Grains.Publication.Sources;

/// <summary>Turns what an author handed in into a tree that can be published, or into all of its errors.</summary>
public static class TreePreparation
{
    /// <summary>A whole document for a set.</summary>
    public static TreePreparationResult OfDocument(string ruleSet, TreeSource.Document source)
    {
        var loaded = TreeLoader.Load(source.FileName, Encoding.UTF8.GetBytes(source.Text), new SourceLexicons(source.Lexicons));
        if (loaded.Tree is { } tree && !string.Equals(tree.RuleSet, ruleSet, StringComparison.Ordinal))
            return Failed(new DocumentError(source.FileName, 0, 0, "", "ruleSet", $"'{tree.RuleSet}'", $"'{ruleSet}', the set that it is published to"));
        return Result(loaded, source);
    }

    /// <summary>A change of one node of a tree.</summary>
    /// <param name="lexicons">What <c>@name</c> stands for in the node's text.</param>
    public static TreePreparationResult OfNode(NormTree head, TreeSource.Node source, LexiconSet lexicons)
    {
        var name = source.Path.Length == 0 ? "node" : source.Path;
        var changed = source.Operation switch
        {
            NodeOperation.Replace => TreeEdit.ReplaceFromYaml(head, source.Path, name, source.Text, lexicons),
            NodeOperation.Add => TreeEdit.AddFromYaml(head, source.Path, source.Place, name, source.Text, lexicons),
            _ => TreeEdit.Remove(head, source.Path),
        };
        if (ReferenceEquals(changed.Tree, head))
            return Failed(new DocumentError(name, 0, 0, source.Path, "", "the node as it is", "a change"));
        return Result(changed, source);
    }

    private static TreePreparationResult Result(TreeLoadResult loaded, TreeSource source) => loaded.Tree is { } tree
        ? new(PreparedTree.Of(tree, source), [])
        : new(null, [.. loaded.Diagnostics.Select(DocumentError.Of)]);

    private static TreePreparationResult Failed(DocumentError error) => new(null, [error]);
}

/// <summary>A prepared tree, or every error of what was handed in.</summary>
public sealed record TreePreparationResult(PreparedTree? Prepared, ImmutableArray<DocumentError> Errors);
