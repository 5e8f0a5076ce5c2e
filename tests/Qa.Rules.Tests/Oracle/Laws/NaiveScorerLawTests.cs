using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle.Laws;

/// <summary>The oracle against answers worked out by hand, a few for each operator.</summary>
public sealed class NaiveScorerLawTests
{
    private static readonly (string Name, LawCase[] Cases)[] Tables =
    [
        ("anyOf", PhraseLaws.AnyOf), ("except", PhraseLaws.Except), ("pinyin", PhraseLaws.Pinyin), ("allOf", PhraseLaws.AllOf),
        ("regex", TextLaws.Regex), ("similar", TextLaws.Similar), ("repeat", TextLaws.Repeat), ("modifiers", TextLaws.Modifiers),
        ("silence", TimingLaws.Silence), ("interruption", TimingLaws.Interruption), ("speechRate", TimingLaws.SpeechRate),
        ("responseTime", TimingLaws.ResponseTime), ("loudness", TimingLaws.Loudness), ("duration", TimingLaws.Duration),
        ("all", CombiningLaws.All), ("any", CombiningLaws.Any), ("not", CombiningLaws.Not), ("sequence", CombiningLaws.Sequence),
        ("lacking", CombiningLaws.Lacking), ("unanswered", CombiningLaws.Unanswered), ("turnCount", CombiningLaws.TurnCount), ("use", CombiningLaws.Use),
        ("numbers", ExpressionLaws.Numbers), ("comparisons", ExpressionLaws.Comparisons), ("logic", ExpressionLaws.Logic), ("names", ExpressionLaws.Names),
    ];

    /// <summary>Name of the law, its condition, its answer and its turns; any engine's tests may take them.</summary>
    public static TheoryData<string, string, string, string[]> Laws
    {
        get
        {
            var data = new TheoryData<string, string, string, string[]>();
            foreach (var (name, cases) in Tables)
            {
                foreach (var law in cases) data.Add(name, law.Condition, law.Expected, law.Turns);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Score_OneCondition_AnswersAsThePageSays(string law, string condition, string expected, string[] turns) =>
        LawCase.Answer(NaiveScorer.Score, condition, turns).Should().Be(expected, "that is the law of {0}", law);

    [Fact]
    public void Score_LexiconsAndHash_AreThoseOfTheResolvedDocument()
    {
        var written = JsonNode.Parse("""{"lexicons": {"rude": ["滚", "闭嘴"]}, "ruleSet": "x", "norms": [{"id": "n", "forbid": {"anyOf": ["好", "@rude"]}, "points": -1.0}]}""")!;
        var resolved = JsonNode.Parse("""{"norms": [{"points": -1, "forbid": {"anyOf": ["好", "滚", "闭嘴"]}, "id": "n"}], "ruleSet": "x"}""")!;
        var interaction = LawCase.Interaction(["A 闭嘴"]);

        var scorecard = NaiveScorer.Score(written.AsObject(), interaction);

        ((string)scorecard["treeHash"]!).Should().Be(NaiveCanonicalJson.Hash(resolved));
        ((string)scorecard["norms"]![0]!["outcome"]!).Should().Be("violated");
        written["lexicons"].Should().NotBeNull("the document that was given is not touched");
    }
}
