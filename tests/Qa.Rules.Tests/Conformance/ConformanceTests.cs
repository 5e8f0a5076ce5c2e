using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Tests.Oracle;
using Qa.Rules.Trees;
using Qa.Rules.Versions;

namespace Qa.Rules.Tests.Conformance;

/// <summary>The worked cases that came with the page: tree, interaction and the scorecard they must give.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> Cases()
    {
        var cases = new TheoryData<string>();
        foreach (var file in Directory.EnumerateFiles(ProjectPaths.ConformanceCases, "*.json").Order(StringComparer.Ordinal))
            cases.Add(Path.GetFileNameWithoutExtension(file));
        return cases;
    }

    [Fact]
    public void Cases_AllThere() => Cases().Should().HaveCount(78);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_WorkedCase_GivesItsScorecard(string name)
    {
        var (tree, interaction, expected) = Read(name);

        var scorecard = Scorer.Score(tree, interaction, version: 7);

        var actual = JsonNode.Parse(ScorecardJson.ToText(scorecard))!.AsObject();
        actual["version"]!.GetValue<int>().Should().Be(7);
        actual["treeHash"]!.GetValue<string>().Should().Be(expected["treeHash"]!.GetValue<string>());
        actual.Remove("version");
        actual.Remove("treeHash");
        actual.ToJsonString().Should().Be(expected["scorecard"]!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ScoreQuickly_WorkedCase_AgreesWithScorecard(string name)
    {
        var (tree, interaction, _) = Read(name);
        var scorecard = Scorer.Score(tree, interaction, version: 0);
        var norms = new QuickNorm[tree.NormCount];

        var quick = Scorer.ScoreQuickly(tree, interaction, norms);

        quick.Should().Be(new QuickScore(
            scorecard.Score, scorecard.Vetoed, scorecard.Passed, scorecard.NeedsReview, scorecard.Fatal, scorecard.Nonfatal));
        norms.Should().Equal(scorecard.Norms.Select(norm => new QuickNorm(norm.Outcome, norm.Points)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Hash_WorkedCase_IsThatOfTheCanonicalForm(string name)
    {
        var (tree, interaction, _) = Read(name);
        var scorecard = Scorer.Score(tree, interaction, version: 7);

        ScorecardJson.Hash(scorecard).Should().Be(CanonicalJson.Hash(CanonicalJson.OfText(Encoding.UTF8.GetBytes(ScorecardJson.ToText(scorecard)))));
    }

    private static (CompiledTree Tree, Interaction Interaction, JsonNode Case) Read(string name)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(ProjectPaths.ConformanceCases, name + ".json")))!;
        var loaded = TreeLoader.Load(name + ".json", Encoding.UTF8.GetBytes(json["tree"]!.ToJsonString()));
        loaded.Diagnostics.Should().BeEmpty();
        var read = InteractionReader.Read(JsonSerializer.SerializeToUtf8Bytes(json["interaction"]));
        read.Errors.Should().BeEmpty();
        return (CompiledTree.Compile(loaded.Tree!), read.Interaction!, json);
    }
}
