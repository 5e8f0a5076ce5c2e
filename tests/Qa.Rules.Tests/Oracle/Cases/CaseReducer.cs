using System.Text.Json;
using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle.Cases;

/// <summary>
/// Makes a case that shows a difference as small as it gets by taking parts away one at a time, so that a person sees what it is about.
/// </summary>
internal static class CaseReducer
{
    // Each round takes something away, so this many rounds reduce any case that the generator draws.
    private const int MostRounds = 2_000;

    /// <param name="differs">Must be false for a document that is not valid, for what is taken away may have been required.</param>
    public static OracleCase Reduce(OracleCase found, Func<OracleCase, bool> differs)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var smaller = Smaller(found).FirstOrDefault(c => Differs(c, differs));
            if (smaller is null) return found;
            found = smaller;
        }

        return found;
    }

    private static bool Differs(OracleCase candidate, Func<OracleCase, bool> differs)
    {
        try
        {
            return differs(candidate);
        }
        catch (Exception e) when (e is InvalidOperationException or NullReferenceException or FormatException or ArgumentException or KeyNotFoundException)
        {
            // The oracle takes valid documents only; what it stumbles over is no smaller case.
            return false;
        }
    }

    /// <summary>The case with one thing less, the larger things first.</summary>
    private static IEnumerable<OracleCase> Smaller(OracleCase found) =>
        Without(JsonNode.Parse(found.TreeJson)!).Select(t => found with { TreeJson = CaseText.Of(t) })
            .Concat(Without(JsonNode.Parse(found.InteractionJson)!).Select(i => found with { InteractionJson = CaseText.Of(i) }));

    /// <summary>The node without one of its parts, with a condition replaced by one inside it, or with a part that is itself smaller.</summary>
    private static IEnumerable<JsonNode> Without(JsonNode node)
    {
        switch (node)
        {
            case JsonObject o:
                foreach (var key in o.Select(p => p.Key).ToList())
                {
                    var rest = o.DeepClone().AsObject();
                    rest.Remove(key);
                    yield return rest;
                }

                foreach (var inner in Inside(o)) yield return inner.DeepClone();
                foreach (var (key, part) in o.Where(p => p.Value is not null).ToList())
                {
                    foreach (var smaller in Without(part!))
                    {
                        var copy = o.DeepClone().AsObject();
                        copy[key] = smaller.DeepClone();
                        yield return copy;
                    }
                }

                break;
            case JsonArray a:
                for (var i = 0; i < a.Count; i++)
                {
                    var rest = a.DeepClone().AsArray();
                    rest.RemoveAt(i);
                    yield return rest;
                }

                for (var i = 0; i < a.Count; i++)
                {
                    foreach (var smaller in Without(a[i]!))
                    {
                        var copy = a.DeepClone().AsArray();
                        copy[i] = smaller.DeepClone();
                        yield return copy;
                    }
                }

                break;
            case JsonValue when node.GetValueKind() == JsonValueKind.String:
                var characters = node.GetValue<string>().EnumerateRunes().Select(r => r.ToString()).ToList();
                for (var i = 0; i < characters.Count; i++) yield return string.Concat(characters.Where((_, at) => at != i))!;
                break;
        }
    }

    /// <summary>What may stand in the place of a condition or a category: a condition, or a node, that it holds.</summary>
    private static IEnumerable<JsonNode> Inside(JsonObject node) =>
        node.ContainsKey("all") || node.ContainsKey("any") || node.ContainsKey("not") || node.ContainsKey("sequence") || node.ContainsKey("lacking")
            ? NaiveWalk.Inner(node)
            : node["children"]?.AsArray().OfType<JsonNode>() ?? [];
}
