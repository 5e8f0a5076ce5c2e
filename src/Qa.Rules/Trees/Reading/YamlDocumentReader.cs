using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Qa.Rules.Trees.Reading;

/// <summary>
/// Reads one YAML 1.2 document from YamlDotNet's events. Its deserialiser is not used: it knows neither places nor
/// limits, types by YAML 1.1 and would build whatever a tag names.
/// </summary>
internal sealed class YamlDocumentReader
{
    private readonly Dictionary<DocumentNode, ReadingProblem> _problems = [];
    private readonly YamlAnchors _anchors = new();
    private readonly LineSeparatorMask? _mask;
    private readonly Parser _parser;
    private ReadingProblem? _failure;
    private int _values;

    private YamlDocumentReader(string text)
    {
        _mask = LineSeparatorMask.For(text);
        _parser = new(new StringReader(_mask?.Hide(text) ?? text));
    }

    public static DocumentReading Read(string text)
    {
        var reader = new YamlDocumentReader(text);
        try
        {
            var root = reader.Document();
            return root is null ? DocumentReading.Failed(reader._failure!) : DocumentReading.Of(root, reader._problems, isJson: false);
        }
        catch (YamlException exception)
        {
            return DocumentReading.Failed(YamlFailure.Of(exception));
        }
    }

    private DocumentNode? Document()
    {
        Next();
        Next();
        if (_parser.Current is not DocumentStart start)
            return Stop(new(new(1, 1), "an empty document", "a mapping"));
        if (start.Version is { } version && version.Version is not { Major: 1, Minor: 2 })
            return Stop(new(Position(start), $"'%YAML {version.Version.Major}.{version.Version.Minor}'", "YAML 1.2"));
        Next();
        if (Node(depth: 0) is not { } root)
            return null;
        Next();
        Next();
        return _parser.Current is DocumentStart second ? Stop(new(Position(second), "a second document", "one document")) : root;
    }

    // Reads the node at the parser's current event and leaves the parser at its last one. Null once something stops the reading.
    private DocumentNode? Node(int depth)
    {
        if (++_values > TreeLimits.Values)
            return Stop(ReadingProblem.TooMany(YamlFailure.PositionOf(_parser.Current)));
        if (_parser.Current is AnchorAlias alias)
            return Alias(alias, depth);
        if (_parser.Current is not NodeEvent current)
            return Stop(YamlFailure.Unexpected(_parser.Current));
        var mark = _anchors.Begin(current is Scalar ? depth : depth + 1);
        var node = current switch
        {
            Scalar scalar => Scalar(scalar),
            _ when depth == TreeLimits.Depth => Stop(ReadingProblem.TooDeep(Position(current))),
            SequenceStart sequence => Sequence(sequence, depth + 1),
            _ => Mapping((MappingStart)current, depth + 1),
        };
        if (node is not null)
            _anchors.End(mark, depth, current.Anchor.IsEmpty ? null : current.Anchor.Value, node);
        return node;
    }

    private DocumentNode? Alias(AnchorAlias alias, int depth)
    {
        var position = Position(alias);
        if (_anchors.Find(alias.Value.Value) is not { } anchor)
            return Problem(new(position, Phrasing.Quote("*" + alias.Value.Value), "an alias of an anchor that stands complete before it"));
        if (depth + anchor.Height > TreeLimits.Depth)
            return Stop(ReadingProblem.TooDeep(position));
        return _anchors.TryExpand(anchor, depth)
            ? anchor.Node
            : Stop(new(position, "aliases that expand to too much", $"at most {TreeLimits.AliasedNodes} values by way of aliases"));
    }

    private DocumentScalar Scalar(Scalar scalar)
    {
        var position = Position(scalar);
        var text = _mask?.Restore(scalar.Value) ?? scalar.Value;
        if (text.Contains('\0', StringComparison.Ordinal))
            return Problem(ReadingProblem.Nul(position));
        if (scalar.Style == ScalarStyle.Plain && text is ['@' or '`', ..])
            return Problem(new(position, $"{Phrasing.Quote(text)} without quotes", "quotes around it: YAML keeps '@' and '`' for later"));
        return YamlTags.KindOf(scalar, text) is { } kind
            ? new DocumentScalar(position, kind, text)
            : Problem(YamlTags.Refusal(position, scalar.Tag, text));
    }

    private DocumentNode? Sequence(SequenceStart start, int depth)
    {
        var position = Position(start);
        var items = ImmutableArray.CreateBuilder<DocumentNode>();
        while (Next() && _parser.Current is not SequenceEnd)
        {
            if (Node(depth) is not { } item)
                return null;
            items.Add(item);
        }

        return YamlTags.Allow(start)
            ? new DocumentSequence(position, items.DrainToImmutable())
            : Problem(YamlTags.Refusal(position, start.Tag, "a list"));
    }

    private DocumentNode? Mapping(MappingStart start, int depth)
    {
        var position = Position(start);
        var entries = ImmutableArray.CreateBuilder<DocumentEntry>();
        ReadingProblem? keyProblem = null;
        while (Next() && _parser.Current is not MappingEnd)
        {
            if (Node(depth) is not { } key)
                return null;
            Next();
            if (Node(depth) is not { } value)
                return null;
            if (key is DocumentScalar scalar && !_problems.ContainsKey(key))
                entries.Add(new(scalar.Text, key.Position, value));
            else
                keyProblem ??= _problems.GetValueOrDefault(key) ?? new(key.Position, "a mapping or list as a key", "a text as a key");
        }

        if (!YamlTags.Allow(start))
            return Problem(YamlTags.Refusal(position, start.Tag, "a mapping"));
        var mapping = new DocumentMapping(position, entries.DrainToImmutable());
        if (keyProblem is not null)
            _problems.Add(mapping, keyProblem);
        return mapping;
    }

    private DocumentScalar Problem(ReadingProblem problem)
    {
        var scalar = new DocumentScalar(problem.Position, ScalarKind.Null, "");
        _problems.Add(scalar, problem);
        return scalar;
    }

    private DocumentNode? Stop(ReadingProblem failure)
    {
        _failure = failure;
        return null;
    }

    // On some texts YamlDotNet throws what its own authors did not expect; the text is at fault all the same.
    private bool Next()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (Exception exception) when (exception is not (YamlException or OutOfMemoryException))
        {
            var mark = _parser.Current?.Start ?? Mark.Empty;
            throw new YamlException(mark, mark, "While reading on from here, found something that cannot follow.", exception);
        }
    }

    private static SourcePosition Position(ParsingEvent e) => new((int)e.Start.Line, (int)e.Start.Column);
}
