using System.Text;
using System.Text.Json.Nodes;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Tests.Fuzzing.Mutations;
using Qa.Rules.Tests.Oracle.Cases;
using Qa.Rules.Trees;
using Qa.Rules.Versions;
using Qa.Rules.Workflows;

namespace Qa.Rules.Tests.Fuzzing.Targets;

/// <summary>
/// Norm documents, YAML and JSON. Each is refused with diagnostics, or is loaded, compiled and scored; and then its resolved
/// document, written canonically and loaded again, has the same hash and gives the same scorecard.
/// </summary>
internal sealed class DocumentTarget : IFuzzTarget
{
    private const int LongestMessage = 2_000;

    private static readonly string[] Vocabulary =
    [
        "schema", "ruleSet", "name", "appliesTo", "score", "lexicons", "let", "norms", "id", "children", "maxDeduct", "when", "forbid", "require", "reward", "manual", "points", "veto",
        "perHit", "maxHits", "severity", "fatal", "enabled", "anyOf", "allOf", "except", "minHits", "match", "pinyin", "regex", "similar", "texts", "atLeast", "repeat", "times",
        "silence", "longerThan", "before", "interruption", "by", "speechRate", "responseTime", "loudness", "duration", "turnCount", "all", "any", "not", "sequence", "of", "withinTurns",
        "lacking", "near", "after", "unanswered", "ignore", "use", "expr", "role", "turns", "seconds", "around", "first", "last", "from", "to", "above", "below", "file", "- ", "{", "}", "[", "]", ": ", ", ",
    ];

    private static readonly JsonObject[] Trees = [.. Corpus.CaseTrees, .. Corpus.RuleSetParts];
    private static readonly JsonMutation Structure = new(Trees);
    private static readonly string[] Texts = [.. Trees.Select(CaseText.Of), .. Corpus.SmallYaml, .. Corpus.SmallYaml];

    public string Name => "documents";

    public ulong Seed => 0x6e6f726d74726565;

    public void WarmUp() => Answer(Encoding.UTF8.GetBytes(Texts[0]), new(0, 0));

    public byte[] Make(FuzzRandom random)
    {
        var rounds = random.MutationCount();
        if (random.Percent(45))
        {
            JsonNode tree = random.Of(Trees);
            for (; rounds > 0; rounds--)
                tree = Structure.Apply(tree, random);
            return Encoding.UTF8.GetBytes(CaseText.Of(tree));
        }

        // Whole norm sets are long, and most of what could be found in them is found in their parts.
        var text = random.Percent(4) ? random.Of(Corpus.RuleSetTexts) : random.Of(Texts);
        for (; rounds > 1; rounds--)
            text = TokenMutation.Apply(text, random, Vocabulary);
        return random.Percent(50)
            ? Encoding.UTF8.GetBytes(TokenMutation.Apply(text, random, Vocabulary))
            : ByteMutation.Apply(Encoding.UTF8.GetBytes(text), random);
    }

    public string Answer(byte[] input, FuzzRandom random)
    {
        var loaded = TreeLoader.Load("fuzz.yaml", input, Corpus.Lexicons);
        FuzzFindingException.Unless(loaded.Succeeded == loaded.Diagnostics.IsEmpty, "a tree with diagnostics, or neither");
        if (loaded.Tree is not { } tree)
        {
            CheckDiagnostics(loaded);
            return "refused";
        }

        var interaction = random.Of(Corpus.Interactions);
        var scorecard = CheckScore(tree, interaction);
        var canonical = CanonicalJson.Of(tree.Document);
        var again = TreeLoader.Load("again.json", canonical);
        FuzzFindingException.Unless(again.Succeeded, $"its canonical form is refused: {string.Join("; ", again.Diagnostics)}\n  {Encoding.UTF8.GetString(canonical)}");
        var scorecardAgain = CheckScore(again.Tree!, interaction);
        FuzzFindingException.Unless(string.Equals(scorecard, scorecardAgain, StringComparison.Ordinal), $"loaded again it gives\n  {scorecardAgain} and not\n  {scorecard}");
        WorkflowExporter.Export(tree);
        return "scored";
    }

    private static string CheckScore(NormTree tree, Interaction interaction) =>
        ScorecardJson.ToText(ScorecardCheck.Score(CompiledTree.Compile(tree), interaction));

    private static void CheckDiagnostics(TreeLoadResult loaded)
    {
        FuzzFindingException.Unless(loaded.Diagnostics.Length <= TreeLimits.Diagnostics + 1, $"{loaded.Diagnostics.Length} diagnostics");
        foreach (var diagnostic in loaded.Diagnostics)
        {
            FuzzFindingException.Unless(diagnostic is { Line: >= 0, Column: >= 0, Found.Length: > 0, Expected.Length: > 0 }, $"a diagnostic that says nothing: {diagnostic}");
            FuzzFindingException.Unless(diagnostic.ToString().Length <= LongestMessage, $"a message of {diagnostic.ToString().Length} characters: {diagnostic}");
        }
    }
}
