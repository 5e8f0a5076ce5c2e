using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle;

/// <summary>The cases that belong to the page itself: whoever disagrees with one of them has read the page wrongly.</summary>
public sealed class NaiveScorerConformanceTests
{
    private const int CaseCount = 78;

    public static TheoryData<string> Cases => new(Directory.GetFiles(ProjectPaths.ConformanceCases, "*.json").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_ConformanceCase_GivesItsScorecard(string file)
    {
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(ProjectPaths.ConformanceCases, file)))!.AsObject();

        var actual = NaiveScorer.Score(expected["tree"]!.AsObject(), expected["interaction"]!.AsObject());

        ((string)actual["treeHash"]!).Should().Be((string)expected["treeHash"]!);
        actual.Select(p => p.Key).Should().Equal(
            "interaction", "ruleSet", "treeHash", "score", "vetoed", "passed", "needsReview", "fatal", "nonfatal", "norms");
        actual.Remove("treeHash");
        // Serialised in the order written, so that the order of keys counts too.
        actual.ToJsonString().Should().Be(expected["scorecard"]!.ToJsonString());
    }

    [Fact]
    public void Cases_Folder_HoldsAllOfThem() => Cases.Should().HaveCount(CaseCount);
}
