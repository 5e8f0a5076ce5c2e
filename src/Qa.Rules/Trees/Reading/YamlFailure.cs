using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Qa.Rules.Trees.Reading;

/// <summary>Puts the parser's complaint into the form of ours.</summary>
internal static class YamlFailure
{
    private const string Document = "a YAML 1.2 or JSON document";

    public static ReadingProblem Of(YamlException exception)
    {
        // A scanner's complaint spans from the start of the unfinished thing to where it fails; its start is what a person can find.
        var (line, column) = ((int)exception.Start.Line, (int)exception.Start.Column);
        var complaint = exception.Message.TrimEnd('.');
        return new(new(line, column), $"text that is not YAML ({complaint})", Document);
    }

    /// <summary>For texts on which the parser's events do not fit together, such as a key without a value.</summary>
    public static ReadingProblem Unexpected(ParsingEvent? parsed) =>
        new(PositionOf(parsed), "text that is not YAML (something is missing before it)", Document);

    public static SourcePosition PositionOf(ParsingEvent? parsed) =>
        parsed is null ? default : new((int)parsed.Start.Line, (int)parsed.Start.Column);
}
