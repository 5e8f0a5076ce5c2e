using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Tests.Oracle;
using Qa.Rules.Tests.Oracle.Cases;
using Qa.Rules.Trees;
using Qa.Rules.Versions;

namespace Qa.Rules.Tests.Fuzzing;

/// <summary>What mutations start from: the real norm sets, the worked cases, the documents known to be wrong, the samples.</summary>
internal static class Corpus
{
    private static readonly string[] RuleSetNames = ["standard", "expert", "im"];

    private static readonly JsonObject[] Cases = Directory.EnumerateFiles(ProjectPaths.ConformanceCases, "*.json").Order(StringComparer.Ordinal)
        .Select(file => JsonNode.Parse(File.ReadAllText(file))!.AsObject()).ToArray();

    public static ILexiconSource Lexicons { get; } = new FolderLexicons(ProjectPaths.RuleSets);

    /// <summary>The real norm sets as their authors wrote them.</summary>
    public static ImmutableArray<string> RuleSetTexts { get; } =
        [.. RuleSetNames.Select(name => File.ReadAllText(Path.Combine(ProjectPaths.RuleSets, name + ".yaml")))];

    public static ImmutableArray<CompiledTree> RuleSets { get; } =
        [.. RuleSetTexts.Select(text => CompiledTree.Compile(TreeLoader.Load("ruleset.yaml", text, Lexicons).Tree!))];

    /// <summary>A document of every top node of the real norm sets alone, so that most inputs are small.</summary>
    public static ImmutableArray<JsonObject> RuleSetParts { get; } = [.. RuleSets.SelectMany(Parts)];

    public static ImmutableArray<JsonObject> CaseTrees { get; } = [.. Cases.Select(c => c["tree"]!.AsObject())];

    public static ImmutableArray<CompiledTree> CaseTreesCompiled { get; } =
        [.. CaseTrees.Select(tree => CompiledTree.Compile(TreeLoader.Load("case.json", CaseText.Of(tree)).Tree!))];

    /// <summary>YAML: documents with errors, and some with everything that the notation has.</summary>
    public static ImmutableArray<string> SmallYaml { get; } =
    [
        .. JsonNode.Parse(File.ReadAllText(Path.Combine(ProjectPaths.ConformanceCases, "..", "invalid-documents.json")))!.AsArray().Select(c => (string)c!["yaml"]!),
        Anchored,
        BlockScalars,
    ];

    public static ImmutableArray<JsonObject> CaseInteractions { get; } = [.. Cases.Select(c => c["interaction"]!.AsObject())];

    public static ImmutableArray<string> SampleLines { get; } =
        [.. Directory.EnumerateFiles(ProjectPaths.Samples, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines)];

    /// <summary>Interactions to score a loaded document by.</summary>
    public static ImmutableArray<Interaction> Interactions { get; } =
    [
        .. CaseInteractions.Select(CaseText.Of).Concat(SampleLines)
            .Select(text => InteractionReader.Read(Encoding.UTF8.GetBytes(text)).Interaction!),
    ];

    private static IEnumerable<JsonObject> Parts(CompiledTree tree)
    {
        var document = JsonNode.Parse(CanonicalJson.Of(tree.Tree.Document))!.AsObject();
        var lets = document["let"] as JsonObject ?? [];
        foreach (var node in document["norms"]!.AsArray())
        {
            var part = document.DeepClone().AsObject();
            part["norms"] = new JsonArray(node!.DeepClone());
            part.Remove("let");
            var used = lets.Where(let => IsUsed(let.Key, node!, lets)).ToList();
            if (used.Count > 0)
                part["let"] = new JsonObject(used.Select(let => KeyValuePair.Create(let.Key, let.Value?.DeepClone())));
            yield return part;
        }
    }

    // Only the named conditions that a node needs, or every part would be mostly these.
    private static bool IsUsed(string name, JsonNode node, JsonObject lets)
    {
        var text = CaseText.Of(node);
        return Names(text, name) || lets.Any(let => let.Key != name && Names(CaseText.Of(let.Value), name) && IsUsed(let.Key, node, lets));
    }

    private static bool Names(string text, string let) =>
        text.Contains($"\"use\": \"{let}\"", StringComparison.Ordinal) || text.Contains($"hits(\\\"{let}\\\")", StringComparison.Ordinal);

    private const string Anchored = """
        # 锚点和别名
        schema: qa.norm-tree/1
        ruleSet: anchored
        name: &n 锚点
        lexicons: {rude: &rude [滚, 闭嘴]}
        let: {hello: &hello {anyOf: [您好, 你好], turns: {first: 1}}, bye: {anyOf: ['再见', "再\u89c1"]}}
        norms:
          - {id: a, name: *n, forbid: {anyOf: ["@rude", 不归我管], except: [不归我管辖]}, points: -0x5, perHit: true, maxHits: 0o3}
          - ? id
            : b
            name: >-
              开头
              规范语
            require: *hello
            points: -1.50
          - id: c
            name: "c\ttab"
            children: [{id: d, name: d, when: {not: *hello}, forbid: {sequence: {of: [{use: hello}, {use: bye}], withinTurns: 3}}, points: veto}]
        """;

    private const string BlockScalars = """
        %YAML 1.2
        ---
        {"schema": "qa.norm-tree/1", "ruleSet": "flow", "name": "flow", "score": {"base": 90, "pass": 6e1, "minConfidence": 0.5},
         "norms": [{"id": "m", "name": "m", "manual": {"max": 5}}, {"id": "e", "name": "e", "reward": {"expr": "metrics.turns > 2 && interaction.attributes[\"vip\"] != true"}, "points": 2,
          "description": "a \
             b"},
          {"id": "s", "name": "s", "forbid": {"similar": {"texts": ["本次通话将被录音"], "atLeast": 0.7}, "role": "any", "around": {"of": {"regex": "录.{0,3}音"}, "before": 1}}, "points": -3}]}
        ...
        """;

    private sealed class FolderLexicons(string folder) : ILexiconSource
    {
        private readonly Dictionary<string, byte[]> _files = Directory.EnumerateFiles(folder, "*.txt", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes, StringComparer.Ordinal);

        public LexiconFile Read(string relativePath) =>
            _files.TryGetValue(relativePath, out var bytes) ? LexiconFile.Of(bytes) : LexiconFile.Missing("no such file");
    }
}
