using Qa.Portal.Commands.Hosting;
using Qa.Rules.Trees;
using Spectre.Console;

namespace Qa.Portal.Commands.Trees;

/// <summary>Shows diagnostics with the source line that each is about and a mark under the place, as compilers do.</summary>
internal static class SourceExcerpt
{
    /// <summary>Longest line that is shown, in UTF-16 units: a document of JSON may be one line of megabytes.</summary>
    private const int LongestLine = 200;

    public static void Show(CommandSession session, IReadOnlyList<Diagnostic> diagnostics)
    {
        var sources = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var diagnostic in diagnostics)
        {
            session.Console.Write(new PlainLine(DiagnosticLine.Of(diagnostic)));
            if (diagnostic.Line > 0 && LineOf(diagnostic, sources) is { Length: > 0 and <= LongestLine } line)
                Mark(session.Console, diagnostic, line);
        }
    }

    private static void Mark(IAnsiConsole console, Diagnostic diagnostic, string line)
    {
        var number = FormattableString.Invariant($"{diagnostic.Line,6}");
        var before = line[..Math.Clamp(diagnostic.Column - 1, 0, line.Length)];
        var indent = new string([.. before.Select(static c => c == '\t' ? '\t' : ' ')]);

        // A wide character takes two cells, and so must the blanks under it.
        indent += new string(' ', Math.Max(0, before.GetCellWidth() - before.Length));
        console.Write(new PlainLine($"{number} | {line}"));
        console.Write(new PlainLine($"{new string(' ', number.Length)} | {indent}^"));
    }

    private static string? LineOf(Diagnostic diagnostic, Dictionary<string, string[]> sources)
    {
        if (!sources.TryGetValue(diagnostic.File, out var lines))
        {
            lines = File.Exists(diagnostic.File) ? File.ReadAllLines(diagnostic.File) : [];
            sources.Add(diagnostic.File, lines);
        }

        return diagnostic.Line <= lines.Length ? lines[diagnostic.Line - 1] : null;
    }
}
