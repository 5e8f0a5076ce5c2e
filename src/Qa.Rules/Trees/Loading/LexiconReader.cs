using System.Collections.Immutable;
using Qa.Rules.Trees.Reading;

namespace Qa.Rules.Trees.Loading;

/// <summary>Reads <c>lexicons</c>: phrase lists that are written out in the document or in a file beside it.</summary>
internal sealed class LexiconReader(LoadContext context, ILexiconSource? source)
{
    private static readonly KeySet FileKeys = new("file");

    // A file that several lexicons name is read, and complained of, once.
    private readonly Dictionary<string, ImmutableArray<DocumentScalar>> _files = new(StringComparer.Ordinal);

    public LexiconSet Read(DocumentNode node)
    {
        var lists = new Dictionary<string, ImmutableArray<DocumentScalar>>(StringComparer.Ordinal);
        foreach (var entry in NamedEntries.Read(context, node, "lexicons", "phrase lists"))
            lists.Add(entry.Key, entry.Value is DocumentMapping ? FromFile(entry.Value, entry.Key) : FromList(entry.Value, entry.Key));
        return new(lists);
    }

    private ImmutableArray<DocumentScalar> FromList(DocumentNode node, string name)
    {
        var phrases = ImmutableArray.CreateBuilder<DocumentScalar>();
        foreach (var item in PhraseReader.Items(context, node, name, "phrases, or {file: path}"))
        {
            if (item is DocumentScalar { Kind: ScalarKind.String, Text: [PhraseReader.ReferenceMark, ..] })
                context.ReportValue(item, name, "a phrase: a lexicon does not name another");
            else if (PhraseReader.Phrase(context, item, name).Length > 0)
                phrases.Add((DocumentScalar)item);
        }

        return Limited(phrases, node.Position, name);
    }

    private ImmutableArray<DocumentScalar> FromFile(DocumentNode node, string name)
    {
        if (Fields.Open(context, node, name, FileKeys) is not { } fields || fields.Required("file") is not { } value)
            return [];
        var path = context.Text(value, "file", "a path");
        if (value is not DocumentScalar { Kind: ScalarKind.String })
            return [];
        if (LexiconPath.Objection(path) is { } expected)
        {
            context.ReportValue(value, "file", expected);
            return [];
        }

        if (_files.TryGetValue(path, out var known))
            return known;
        var file = source?.Read(path) ?? LexiconFile.Missing("no folder to read it from");
        var phrases = file.Problem is null ? Lines(file, file.ShownName ?? path, name, value) : [];
        if (file.Problem is not null)
            context.Report(value.Position, "file", $"{Phrasing.Quote(path)}: {file.Problem}", "a file of phrases");
        _files.Add(path, phrases);
        return phrases;
    }

    private ImmutableArray<DocumentScalar> Lines(LexiconFile file, string shownName, string name, DocumentNode value)
    {
        if (SourceText.Decode(file.Utf8, out var failure) is not { } text)
        {
            context.ReportIn(shownName, failure!.Position, name, failure.Found, failure.Expected);
            return [];
        }

        var phrases = ImmutableArray.CreateBuilder<DocumentScalar>();
        var anyLine = false;
        foreach (var line in LexiconLines.Of(text.Text))
        {
            anyLine = true;
            if (LexiconLines.Objection(line.Text) is { } expected)
                context.ReportIn(shownName, line.Position, name, Phrasing.Quote(line.Text), expected);
            else
                phrases.Add(line);
        }

        if (!anyLine)
            context.ReportValue(value, "file", "a file with one or more phrases");
        return Limited(phrases, value.Position, name);
    }

    private ImmutableArray<DocumentScalar> Limited(ImmutableArray<DocumentScalar>.Builder phrases, SourcePosition position, string name)
    {
        if (phrases.Count > TreeLimits.Phrases)
            context.Report(position, name, "too many phrases", $"at most {TreeLimits.Phrases}");
        return phrases.DrainToImmutable();
    }
}
