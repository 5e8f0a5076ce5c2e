using System.Collections.Immutable;
using Qa.Rules.Trees.Reading;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Qa.Rules.Trees.Sources;

/// <summary>
/// Finds where each value of a YAML text stands. INVARIANT: only for a text that <see cref="YamlDocumentReader"/> has read,
/// so that its depth and size are bounded and its events fit together.
/// </summary>
internal sealed class YamlOutline
{
    private readonly string _text;
    private readonly Parser _parser;

    private YamlOutline(string text)
    {
        _text = text;
        _parser = new(new StringReader(LineSeparatorMask.For(text)?.Hide(text) ?? text));
    }

    public static SourceNode Of(string text)
    {
        var outline = new YamlOutline(text);
        do
        {
            outline._parser.MoveNext();
        }
        while (outline._parser.Current is not NodeEvent);
        return outline.Node();
    }

    private SourceNode Node() => _parser.Current switch
    {
        AnchorAlias alias => new SourceAlias(Index(alias.Start), Index(alias.End)),
        Scalar scalar => ScalarOf(scalar),
        SequenceStart sequence => SequenceOf(sequence),
        MappingStart mapping => MappingOf(mapping),
        _ => throw new InvalidOperationException("A text that was read has values only."),
    };

    private SourceScalar ScalarOf(Scalar scalar)
    {
        var (start, end) = (Index(scalar.Start), Index(scalar.End));
        var quotes = scalar.Style switch
        {
            ScalarStyle.SingleQuoted => SourceQuotes.Single,
            ScalarStyle.DoubleQuoted => SourceQuotes.Double,
            ScalarStyle.Literal or ScalarStyle.Folded => SourceQuotes.Block,
            _ => SourceQuotes.Plain,
        };
        return new(start, quotes == SourceQuotes.Block ? EndOfLines(start, end) : end, !scalar.Anchor.IsEmpty, quotes);
    }

    private SourceSequence SequenceOf(SequenceStart start)
    {
        var items = ImmutableArray.CreateBuilder<SourceNode>();
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
            items.Add(Node());
        var isBlock = start.Style == SequenceStyle.Block;
        var end = isBlock ? EndAfter(start, items.Count == 0 ? null : items[^1]) : Index(_parser.Current!.Start) + 1;
        return new(Index(start.Start), end, !start.Anchor.IsEmpty, isBlock ? SourceLayout.Block : SourceLayout.Flow, Index(start.End), items.DrainToImmutable());
    }

    private SourceMapping MappingOf(MappingStart start)
    {
        var entries = ImmutableArray.CreateBuilder<SourceEntry>();
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var key = Node();
            _parser.MoveNext();
            entries.Add(new(key, Node()));
        }

        var open = Index(start.End);
        var layout = start.Style == MappingStyle.Block ? SourceLayout.Block
            : open < _text.Length && _text[open] == '{' ? SourceLayout.Flow
            : SourceLayout.Pair;
        var end = layout == SourceLayout.Flow
            ? Index(_parser.Current!.Start) + 1
            : EndAfter(start, entries.Count == 0 ? null : entries[^1].Value);
        return new(Index(start.Start), end, !start.Anchor.IsEmpty, layout, open, entries.DrainToImmutable());
    }

    // The parser ends a value of several lines where the next one begins; what lies between belongs to nobody.
    private static int EndAfter(NodeEvent start, SourceNode? last) => last?.End ?? Index(start.End);

    private int EndOfLines(int start, int end)
    {
        var last = _text.AsSpan(start, end - start).TrimEnd(" \t\r\n").Length;
        return start + last;
    }

    private static int Index(Mark mark) => (int)mark.Index;
}
