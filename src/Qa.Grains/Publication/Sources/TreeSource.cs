using System.Collections.Immutable;

namespace Qa.Grains.Publication.Sources;

/// <summary>What an author hands in: a whole document, a change of one node, or an older version once more.</summary>
[GenerateSerializer, Alias("qa.TreeSource")]
public abstract record TreeSource
{
    private TreeSource()
    {
    }

    /// <summary>A whole norm set as it was written.</summary>
    /// <param name="FileName">How diagnostics name it.</param>
    /// <param name="Lexicons">The phrase files that it names, by the path written in it.</param>
    [GenerateSerializer, Alias("qa.TreeSource.Document")]
    public sealed record Document(
        [property: Id(0)] string FileName,
        [property: Id(1)] string Text,
        [property: Id(2)] ImmutableSortedDictionary<string, string> Lexicons) : TreeSource;

    /// <summary>One node of the version in force, replaced, added or removed (单条规范).</summary>
    /// <param name="Path">The node; with <see cref="NodeOperation.Add"/> the category it comes under, empty for the top.</param>
    /// <param name="Place">With <see cref="NodeOperation.Add"/>: place among its siblings, from 0; null for the last.</param>
    /// <param name="Text">The node as YAML or JSON; empty with <see cref="NodeOperation.Remove"/>.</param>
    [GenerateSerializer, Alias("qa.TreeSource.Node")]
    public sealed record Node(
        [property: Id(0)] NodeOperation Operation,
        [property: Id(1)] string Path,
        [property: Id(2)] int? Place,
        [property: Id(3)] string Text) : TreeSource;

    /// <summary>An older version of the set, published again (回滚).</summary>
    [GenerateSerializer, Alias("qa.TreeSource.Earlier")]
    public sealed record Earlier([property: Id(0)] int Version) : TreeSource;
}
