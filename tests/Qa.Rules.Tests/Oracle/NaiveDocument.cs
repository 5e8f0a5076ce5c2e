using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle;

/// <summary>Turns a document into what is loaded of it: every <c>@name</c> replaced by its phrases, the lexicons dropped.</summary>
internal static class NaiveDocument
{
    private static readonly string[] PhraseLists = ["anyOf", "allOf", "except"];

    public static JsonObject Resolve(JsonObject document)
    {
        var resolved = document.DeepClone().AsObject();
        var lexicons = resolved["lexicons"]?.AsObject() ?? [];
        resolved.Remove("lexicons");
        foreach (var (_, condition) in resolved["let"]?.AsObject() ?? []) ResolveCondition(condition!.AsObject(), lexicons);
        ResolveNodes(resolved["norms"]!.AsArray(), lexicons);
        return resolved;
    }

    private static void ResolveNodes(JsonArray nodes, JsonObject lexicons)
    {
        foreach (var node in nodes)
        {
            foreach (var key in (string[])["when", "forbid", "require", "reward"])
            {
                if (node![key] is JsonObject condition) ResolveCondition(condition, lexicons);
            }

            if (node!["children"] is JsonArray children) ResolveNodes(children, lexicons);
        }
    }

    private static void ResolveCondition(JsonObject condition, JsonObject lexicons)
    {
        foreach (var key in PhraseLists.Where(condition.ContainsKey)) Replace(condition, key, lexicons);
        if (condition["unanswered"] is JsonObject unanswered && unanswered.ContainsKey("ignore")) Replace(unanswered, "ignore", lexicons);
        foreach (var inner in NaiveWalk.Inner(condition)) ResolveCondition(inner, lexicons);
    }

    private static void Replace(JsonObject holder, string key, JsonObject lexicons)
    {
        var phrases = new JsonArray();
        foreach (var entry in holder[key]!.AsArray())
        {
            var text = entry!.GetValue<string>();
            if (!text.StartsWith('@')) phrases.Add(text);
            else foreach (var phrase in lexicons[text[1..]]!.AsArray()) phrases.Add(phrase!.GetValue<string>());
        }

        holder[key] = phrases;
    }
}
