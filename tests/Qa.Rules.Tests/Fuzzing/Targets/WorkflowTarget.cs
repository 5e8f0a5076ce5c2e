using System.Text;
using System.Text.Json.Nodes;
using Qa.Rules.Compilation;
using Qa.Rules.Tests.Fuzzing.Mutations;
using Qa.Rules.Tests.Oracle.Cases;
using Qa.Rules.Trees;
using Qa.Rules.Workflows;

namespace Qa.Rules.Tests.Fuzzing.Targets;

/// <summary>Workflows of RulesEngine. Each is refused, or becomes a document; what of these loads is scored and exported again.</summary>
internal sealed class WorkflowTarget : IFuzzTarget
{
    private static readonly string[] Seeds =
    [
        """{"WorkflowName": "Call Quality 2", "Rules": [{"RuleName": "Not too long", "SuccessEvent": "short", "ErrorMessage": "keep it short", "Expression": "metrics.durationSeconds <= 600"}, {"RuleName": "超时", "Enabled": false, "Expression": "Metrics.Turns < 9", "Properties": {"judgement": "forbid", "points": 2, "severity": "fatal"}}, {"RuleName": "r", "Expression": "true", "Properties": {"judgement": "reward", "points": 1.5, "perHit": true, "maxHits": 2}}, {"RuleName": "v", "Expression": "true", "Properties": {"points": "veto"}}]}""",
        """[{"WorkflowName": "a", "Rules": [{"RuleName": "r", "Expression": "true"}, {"RuleName": "R", "Operator": "And", "Rules": [{"RuleName": "x", "Expression": "metrics.turns > 1"}, {"RuleName": "y", "Operator": "OrElse", "Rules": [{"RuleName": "z", "Expression": "interaction.channel == \"voice\""}]}]}]}, {"WorkflowName": "b", "WorkflowsToInject": ["a"], "GlobalParams": [{"Name": "long", "Expression": "metrics.durationSeconds > 60"}], "Rules": [{"RuleName": "r", "LocalParams": [{"Name": "p", "Expression": "metrics.turns + 1"}], "Expression": "long && p > 2"}]}]""",
        """{"WorkflowName": "w", "RuleExpressionType": 0, "Rules": [{"RuleName": "r", "RuleExpressionType": "LambdaExpression", "Actions": {"OnSuccess": {"Name": "OutputExpression", "Context": {"Expression": "1"}}}, "Expression": "not (metrics.turns eq 2) or Interaction.Attributes[\"vip\"] == true"}]}""",
        .. Corpus.CaseTrees.Select(tree => TreeLoader.Load("case.json", CaseText.Of(tree)).Tree!).Select(tree => WorkflowExporter.Export(tree).Json).Where(json => json.Contains("\"Expression\"", StringComparison.Ordinal)),
    ];

    private static readonly JsonNode[] Values = [.. Seeds.Select(seed => JsonNode.Parse(seed)!)];
    private static readonly JsonMutation Structure = new(Values);

    private static readonly string[] Vocabulary =
    [
        "WorkflowName", "Rules", "RuleName", "Expression", "Properties", "Operator", "AndAlso", "Or", "ErrorMessage", "SuccessEvent", "Enabled", "RuleExpressionType", "LocalParams", "GlobalParams", "Name", "Actions",
        "WorkflowsToInject", "judgement", "points", "veto", "severity", "perHit", "maxHits", "metrics.turns", "Metrics", "Interaction", "Hits(\\\"a\\\")", "and", "or", "not", "eq", "&&", "||", "==", "input1", "null", "{", "}", "[", "]", ":", ",",
    ];

    public string Name => "workflows";

    public ulong Seed => 0x776f726b666c6f77;

    public void WarmUp() => Answer(Encoding.UTF8.GetBytes(Seeds[0]), new(0, 0));

    public byte[] Make(FuzzRandom random)
    {
        var rounds = random.MutationCount();
        if (random.Percent(50))
        {
            var value = random.Of(Values);
            for (; rounds > 0; rounds--)
                value = Structure.Apply(value, random);
            return Encoding.UTF8.GetBytes(CaseText.Of(value));
        }

        var text = random.Of(Seeds);
        for (; rounds > 1; rounds--)
            text = TokenMutation.Apply(text, random, Vocabulary);
        return random.Percent(70)
            ? Encoding.UTF8.GetBytes(TokenMutation.Apply(text, random, Vocabulary))
            : ByteMutation.Apply(Encoding.UTF8.GetBytes(text), random);
    }

    public string Answer(byte[] input, FuzzRandom random)
    {
        var import = WorkflowImporter.Import(input, "fuzz.json");
        FuzzFindingException.Unless(import.Document is null != import.Diagnostics.IsEmpty, "a document with diagnostics, or neither");
        if (import.Text is not { } text)
            return "refused";
        var loaded = TreeLoader.Load("imported.json", text);
        if (loaded.Tree is not { } tree)
            return "imported, then refused by the loader";
        ScorecardCheck.Score(CompiledTree.Compile(tree), random.Of(Corpus.Interactions));
        var exported = WorkflowExporter.Export(tree);
        var again = WorkflowImporter.Import(Encoding.UTF8.GetBytes(exported.Json), "again.json");
        FuzzFindingException.Unless(again.Document is null != again.Diagnostics.IsEmpty, "exported again it gives a document with diagnostics, or neither");
        return "scored";
    }
}
