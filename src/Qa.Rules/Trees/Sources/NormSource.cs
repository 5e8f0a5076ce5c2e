using System.Collections.Immutable;
using Qa.Rules.Trees.Reading;

namespace Qa.Rules.Trees.Sources;

/// <summary>
/// The text of a norm set as its author wrote it, which edits change at one place at a time (<see cref="SourceEdit"/>).
/// Immutable: an edit gives another source, so whoever keeps the earlier ones can undo. Safe for several threads.
/// </summary>
public sealed class NormSource
{
    private const char ByteOrderMark = '\uFEFF';

    private readonly Lazy<DocumentReading> _reading;
    private readonly Lazy<SourceNode> _outline;

    private NormSource(string fileName, string text)
    {
        (FileName, Text) = (fileName, text);
        _reading = new(() => DocumentReader.Read(Text));
        _outline = new(() => IsJson ? JsonOutline.Of(Body) : YamlOutline.Of(Body));
    }

    private NormSource(string fileName, string text, DocumentReading reading, SourceNode outline) =>
        (FileName, Text, _reading, _outline) = (fileName, text, new(reading), new(outline));

    /// <summary>How diagnostics name it.</summary>
    public string FileName { get; }

    /// <summary>The whole text, a byte order mark included.</summary>
    public string Text { get; }

    /// <summary>The text without a byte order mark: what indexes of the outline count in.</summary>
    internal string Body => Text[MarkLength..];

    internal int MarkLength => Text is [ByteOrderMark, ..] ? 1 : 0;

    internal DocumentReading Reading => _reading.Value;

    internal bool IsJson => Reading.IsJson;

    /// <summary>Where its values stand. Only when it has been read without failure.</summary>
    internal SourceNode Outline => _outline.Value;

    /// <param name="fileName">How diagnostics name it.</param>
    /// <param name="text">YAML 1.2 or JSON; it need be neither, but then it cannot be edited at a place.</param>
    public static NormSource Of(string fileName, string text) => new(fileName, text);

    /// <summary>A document that no author has written yet, in the form of <c>rulesets/</c>.</summary>
    public static NormSource Of(string fileName, DocumentMapping document) =>
        new(fileName, new FragmentWriter(isJson: false, "\n").Document(document));

    /// <summary>The source after an edit. Of a text that is edited inside one item of a list, only that item is read.</summary>
    /// <param name="patches">In their order, not empty; counted without a byte order mark.</param>
    /// <param name="text">The whole text after them.</param>
    internal NormSource After(ImmutableArray<SourcePatch> patches, string text) =>
        ItemReading.Of(this, patches, text[MarkLength..]) is var (reading, outline) ? new(FileName, text, reading, outline) : Of(FileName, text);

    /// <summary>Finds where its values stand, as the first edit would: a tenth of a second for the largest sets.</summary>
    public void Prepare()
    {
        if (Reading.Root is not null)
            _ = Outline;
    }

    /// <summary>The tree that it says, or all its errors, as <see cref="TreeLoader"/> gives them; the text is not parsed again.</summary>
    /// <param name="lexicons">Gives the lexicon files that it names; null when there are none.</param>
    public TreeLoadResult Load(ILexiconSource? lexicons = null) => TreeLoader.Load(FileName, Reading, lexicons);

    /// <summary>
    /// As <see cref="Load"/>, sooner where it differs from an earlier source in one node: only that is read. Values that stay have their places from before.
    /// </summary>
    /// <param name="tree">What the earlier source said, by the same lexicons.</param>
    public TreeLoadResult LoadAfter(NormSource before, NormTree tree, ILexiconSource? lexicons = null)
    {
        if (before.Reading is { Problems.Count: 0, Root: DocumentMapping from }
            && Reading is { Problems.Count: 0, Root: DocumentMapping to }
            && NodeDifference.Of(from, to) is var (path, node)
            && TreeLoader.LoadLexicons(FileName, Reading, lexicons).Lexicons is { } names
            && TreeEdit.Replace(tree, path, node, names) is { Tree: not null } changed)
            return changed;
        return Load(lexicons);
    }
}
