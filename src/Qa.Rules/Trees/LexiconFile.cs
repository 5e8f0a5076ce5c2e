using System.Text;

namespace Qa.Rules.Trees;

/// <summary>A phrase file (one phrase a line), or the reason why it cannot be had.</summary>
public sealed class LexiconFile
{
    private LexiconFile(ReadOnlyMemory<byte> utf8, string? problem, string? shownName = null) =>
        (Utf8, Problem, ShownName) = (utf8, problem, shownName);

    /// <summary>The file as it is; the loader checks that it is UTF-8.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Why there is no file, as a phrase that goes on from "found": <c>no such file</c>. Null when there is one.</summary>
    public string? Problem { get; }

    /// <summary>What diagnostics call the file, so that it can be opened by it; null for the path in the document.</summary>
    public string? ShownName { get; }

    public static LexiconFile Of(ReadOnlyMemory<byte> utf8, string? shownName = null) => new(utf8, null, shownName);

    public static LexiconFile Of(string text) => new(Encoding.UTF8.GetBytes(text), null);

    public static LexiconFile Missing(string problem) => new(default, problem);
}
