using System.Text;
using System.Text.Json.Nodes;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Tests.Oracle.Cases;
using Qa.Rules.Tests.Oracle.Laws;
using Qa.Rules.Trees;

namespace Qa.Rules.Tests.Laws;

/// <summary>The engine against the answers that were worked out by hand for the oracle.</summary>
public sealed class EngineLawTableTests
{
    // A number of a document means the shortest decimal of its double (norm-tree.md §5: 1.0 and 1 are the same), so the engine
    // cannot tell these 22 digits from two thirds rounded down; the oracle reads every digit.
    private const string BeyondADouble = "0.6666666666666666666667";

    public static TheoryData<string, string, string, string[]> Laws
    {
        get
        {
            var laws = new TheoryData<string, string, string, string[]>();
            foreach (var law in NaiveScorerLawTests.Laws.Where(law => !((string)law[1]).Contains(BeyondADouble, StringComparison.Ordinal)))
                laws.Add((string)law[0], (string)law[1], (string)law[2], (string[])law[3]);
            return laws;
        }
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Score_OneCondition_AnswersAsThePageSays(string law, string condition, string expected, string[] turns) =>
        LawCase.Answer(Score, condition, turns).Should().Be(expected, "that is the law of {0}", law);

    private static JsonObject Score(JsonObject tree, JsonObject interaction)
    {
        var loaded = TreeLoader.Load("law.json", CaseText.Of(tree));
        loaded.Diagnostics.Should().BeEmpty();
        var read = InteractionReader.Read(Encoding.UTF8.GetBytes(CaseText.Of(interaction)));
        read.Errors.Should().BeEmpty();
        return JsonNode.Parse(ScorecardJson.ToText(Scorer.Score(CompiledTree.Compile(loaded.Tree!), read.Interaction!, version: 0)))!.AsObject();
    }
}
