using YamlDotNet.Core;

namespace Qa.Rules.Trees.Reading;

/// <summary>Puts the parser's complaint into the form of ours.</summary>
internal static class YamlFailure
{
    public static ReadingProblem Of(YamlException exception)
    {
        // A scanner's complaint spans from the start of the unfinished thing to where it fails; its start is what a person can find.
        var (line, column) = ((int)exception.Start.Line, (int)exception.Start.Column);
        var complaint = exception.Message.TrimEnd('.');
        return new(new(line, column), $"text that is not YAML ({complaint})", "a YAML 1.2 or JSON document");
    }
}
