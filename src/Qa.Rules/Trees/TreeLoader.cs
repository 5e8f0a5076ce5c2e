using Qa.Rules.Trees.Loading;
using Qa.Rules.Trees.Reading;

namespace Qa.Rules.Trees;

/// <summary>
/// Reads a norm set from YAML 1.2 or JSON: checks everything that norm-tree.md §3 says of a document, puts lexicons in
/// place, and gives a tree, or all errors of the document at once. Whatever is read, it ends, within the bounds of
/// <see cref="TreeLimits"/>.
/// </summary>
public static class TreeLoader
{
    /// <param name="fileName">How diagnostics name the document.</param>
    /// <param name="lexicons">Gives the lexicon files that the document names; null when there are none.</param>
    public static TreeLoadResult Load(string fileName, ReadOnlyMemory<byte> utf8, ILexiconSource? lexicons = null) =>
        Load(fileName, DocumentReader.Read(utf8), lexicons);

    /// <inheritdoc cref="Load(string, ReadOnlyMemory{byte}, ILexiconSource?)"/>
    public static TreeLoadResult Load(string fileName, string text, ILexiconSource? lexicons = null) =>
        Load(fileName, DocumentReader.Read(text), lexicons);

    /// <summary>
    /// Reads only the lexicons of a document: what <c>@name</c> stands for where a node of it is edited as text.
    /// </summary>
    public static LexiconLoadResult LoadLexicons(string fileName, ReadOnlyMemory<byte> utf8, ILexiconSource? lexicons = null) =>
        LoadLexicons(fileName, DocumentReader.Read(utf8), lexicons);

    internal static LexiconLoadResult LoadLexicons(string fileName, DocumentReading reading, ILexiconSource? lexicons)
    {
        var context = LoadContext.For(fileName, reading, out var root);
        var set = root is null ? null : new TreeReader(context, lexicons).ReadLexicons(root);
        return new(context.HasErrors ? null : set, context.Diagnostics());
    }

    internal static TreeLoadResult Load(string fileName, DocumentReading reading, ILexiconSource? lexicons)
    {
        var context = LoadContext.For(fileName, reading, out var root);
        var tree = root is null ? null : new TreeReader(context, lexicons).Read(root);
        return new(tree, context.Diagnostics());
    }
}
