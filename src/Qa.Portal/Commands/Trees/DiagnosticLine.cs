using Qa.Rules.Trees;

namespace Qa.Portal.Commands.Trees;

/// <summary>A diagnostic as editors and build tools read it: <c>file:line:column: message</c>, without places that are not known.</summary>
internal static class DiagnosticLine
{
    public static string Of(Diagnostic diagnostic) => $"{PlaceOf(diagnostic)}: {diagnostic.Message}";

    public static string PlaceOf(Diagnostic diagnostic) => (diagnostic.Line, diagnostic.Column) switch
    {
        (0, _) => diagnostic.File,
        (_, 0) => FormattableString.Invariant($"{diagnostic.File}:{diagnostic.Line}"),
        _ => FormattableString.Invariant($"{diagnostic.File}:{diagnostic.Line}:{diagnostic.Column}"),
    };
}
