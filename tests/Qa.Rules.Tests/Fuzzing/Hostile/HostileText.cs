using System.Globalization;
using System.Text;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;

namespace Qa.Rules.Tests.Fuzzing.Hostile;

/// <summary>Builds documents and interactions of the largest sizes that are admitted, and one above.</summary>
internal static class HostileText
{
    /// <summary>A JSON document; <paramref name="norms"/> and <paramref name="lets"/> without their brackets.</summary>
    public static string Document(string norms, string lets = "") =>
        $$"""{"schema": "qa.norm-tree/1", "ruleSet": "hostile", "name": "hostile", {{(lets.Length == 0 ? "" : $"\"let\": {{{lets}}},")}} "norms": [{{norms}}]}""";

    public static string Forbid(string condition, string id = "n") => $$"""{"id": "{{id}}", "name": "n", "forbid": {{condition}}, "points": -1}""";

    public static string Join(int count, Func<int, string> item, string separator = ", ") => string.Join(separator, Enumerable.Range(0, count).Select(item));

    /// <summary>A text inside <paramref name="depth"/> pairs of brackets.</summary>
    public static string Nest(string open, string inside, string close, int depth) =>
        new StringBuilder().Insert(0, open, depth).Append(inside).Insert(open.Length * depth + inside.Length, close, depth).ToString();

    public static TreeLoadResult Load(string document) => TreeLoader.Load("hostile.json", document);

    public static CompiledTree Compile(string document)
    {
        var loaded = Load(document);
        loaded.Diagnostics.Take(3).Should().BeEmpty();
        return CompiledTree.Compile(loaded.Tree!);
    }

    /// <summary>Scored both ways and checked.</summary>
    public static Scorecard Score(string document, Interaction interaction) => ScorecardCheck.Score(Compile(document), interaction);

    /// <summary>Agent and customer in turn, a second each.</summary>
    public static Interaction Dialogue(IEnumerable<string> turns)
    {
        var list = turns.Select((text, index) => new Turn(index % 2 == 0 ? Role.Agent : Role.Customer, text, index * 1000L, index * 1000L + 900, 1m, -2000 - index % 7));
        return Corpus.Interactions[0] with { Channel = Channel.Voice, Turns = [.. list] };
    }

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
