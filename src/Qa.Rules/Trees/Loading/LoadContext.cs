using System.Collections.Immutable;
using Qa.Rules.Trees.Reading;

namespace Qa.Rules.Trees.Loading;

/// <summary>
/// Where the parts of the loader report to. They report and go on, with a stand-in for the value they could not read, so
/// that all errors of a document are found at once.
/// INVARIANT: a tree is given out only when nothing was reported, so no stand-in ever leaves the loader.
/// </summary>
internal sealed class LoadContext(string file, IReadOnlyDictionary<DocumentNode, ReadingProblem>? problems = null)
{
    private readonly List<Diagnostic> _diagnostics = [];

    /// <param name="root">Null, and the reason reported, when the text could not be read.</param>
    public static LoadContext For(string file, DocumentReading reading, out DocumentNode? root)
    {
        var context = new LoadContext(file, reading.Problems);
        root = reading.Root;
        if (reading.Failure is { } failure)
            context.Report(failure.Position, "", failure.Found, failure.Expected);
        return context;
    }

    public string File { get; } = file;

    /// <summary>Path of the node that is being read; empty outside the nodes.</summary>
    public string Path { get; set; } = "";

    public bool HasErrors => _diagnostics.Count > 0;

    public int ErrorCount => _diagnostics.Count;

    /// <summary>Whether so much was reported that going on helps nobody.</summary>
    public bool IsFull => _diagnostics.Count >= TreeLimits.Diagnostics;

    public void Report(SourcePosition position, string key, string found, string expected) =>
        ReportIn(File, position, key, found, expected);

    public void ReportIn(string file, SourcePosition position, string key, string found, string expected)
    {
        if (!IsFull)
            _diagnostics.Add(new(file, position.Line, position.Column, Path, Phrasing.Shorten(key), found, expected));
    }

    /// <summary>Reports what a parser, or a check in its stead, saw.</summary>
    public void Report(string key, ReadingProblem problem) => Report(problem.Position, key, problem.Found, problem.Expected);

    /// <summary>Reports that a value is not what its key asks for.</summary>
    public void ReportValue(DocumentNode value, string key, string expected) =>
        Report(value.Position, key, IsFull ? "" : Phrasing.Describe(value), expected);

    /// <summary>Reports what the parser saw wrong in a value; true when it did, and nothing else need be said of the value.</summary>
    public bool ReportProblem(DocumentNode value, string key)
    {
        if (problems is not { Count: > 0 } || !problems.TryGetValue(value, out var problem))
            return false;
        Report(key, problem);
        return true;
    }

    /// <summary><c>; did you mean 'greeting'?</c>, or nothing. Looked for only while there is room for the message.</summary>
    public string Suggestion(string written, IEnumerable<string> names) => IsFull ? "" : Phrasing.Suggestion(written, names);

    /// <summary>All errors, those of the document first and then those of its lexicon files, in order of line and column.</summary>
    public ImmutableArray<Diagnostic> Diagnostics()
    {
        var ordered = _diagnostics
            .OrderBy(d => string.Equals(d.File, File, StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(d => d.File, StringComparer.Ordinal)
            .ThenBy(d => d.Line)
            .ThenBy(d => d.Column);
        return IsFull
            ? [.. ordered, new(File, 0, 0, "", "", $"{TreeLimits.Diagnostics} errors and more", "a norm tree")]
            : [.. ordered];
    }
}
