using System.Collections.Immutable;
using Qa.Grains.Publication.Sources;

namespace Qa.Grains.Tests.Publication;

/// <summary>Small norm sets for tests of what happens around them.</summary>
internal static class TestTrees
{
    public const string Set = "voice";

    /// <summary>A set that deducts for one phrase, vetoes another, and wants a greeting.</summary>
    public static TreeSource.Document Document(string phrase = "不知道", string veto = "滚", string ruleSet = Set, string appliesTo = "{}") => new(
        "voice.yaml",
        $$"""
        schema: qa.norm-tree/1
        ruleSet: {{ruleSet}}
        name: 语音
        appliesTo: {{appliesTo}}
        norms:
          - id: forbidden
            name: 服务禁语
            children:
              - id: phrase
                name: 推诿
                points: -5
                forbid: { anyOf: [{{phrase}}] }
              - id: insult
                name: 辱骂
                points: veto
                forbid: { anyOf: ["@insults", {{veto}}] }
          - id: greeting
            name: 问候
            points: -10
            require: { anyOf: [您好], turns: { first: 1 } }
        lexicons: { insults: { file: words/insults.txt } }
        """,
        ImmutableSortedDictionary<string, string>.Empty.Add("words/insults.txt", "白痴\n"));

    public static TreeSource.Node Greeting(string phrase) => new(
        NodeOperation.Replace, "greeting", null, $"{{id: greeting, name: 问候, points: -10, require: {{anyOf: [{phrase}], turns: {{first: 1}}}}}}");
}
