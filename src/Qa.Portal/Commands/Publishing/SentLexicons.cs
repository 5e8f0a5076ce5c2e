using System.Text;
using System.Text.Json.Nodes;
using Qa.Rules.Trees;

namespace Qa.Portal.Commands.Publishing;

/// <summary>The phrase files that a document names, remembered while it is checked, so that they are sent along.</summary>
internal sealed class SentLexicons(ILexiconSource files) : ILexiconSource
{
    /// <summary>By the path written in the document.</summary>
    public JsonObject Sent { get; } = [];

    public LexiconFile Read(string relativePath)
    {
        var file = files.Read(relativePath);
        if (file.Problem is null)
            Sent[relativePath] = Encoding.UTF8.GetString(file.Utf8.Span);
        return file;
    }
}
