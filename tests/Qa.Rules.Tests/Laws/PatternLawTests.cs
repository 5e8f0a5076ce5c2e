using System.Text.RegularExpressions;

namespace Qa.Rules.Tests.Laws;

/// <summary>Laws of <c>regex</c>, <c>similar</c> and <c>repeat</c>.</summary>
public sealed class PatternLawTests
{
    [Fact]
    public void Regex_OfHanCharacters_FindsWhatAnyOfFinds() => Law.Holds(
        scene => scene.Draw.Of("您好", "好", "不管", "投诉", "管", "您", "谢谢", "一"),
        (scene, phrase) =>
        {
            var answers = scene.Ask("", $$"""{"anyOf": ["{{phrase}}"], "role": "any"}""", Pattern(phrase), Pattern($"(?:{phrase})"), Pattern($"{phrase}|{phrase}"));
            answers.Should().OnlyContain(answer => answer.Equals(answers[0]));
        });

    [Fact]
    public void Regex_OfEither_HoldsWhereOneDoes() => Law.Holds(
        scene => (First: Raw(scene.Pattern()), Second: Raw(scene.Pattern())),
        (scene, drawn) =>
        {
            // Not with an empty match, which the first alternative may take where the second has more.
            if (scene.Texts.Any(text => Regex.Matches(text, drawn.First).Any(match => match.Length == 0)))
                return;
            var answers = scene.Ask("", Pattern(drawn.First), Pattern(drawn.Second), Pattern($"(?:{drawn.First})|(?:{drawn.Second})"));
            answers[2].Holds.Should().Be(answers[0].Holds || answers[1].Holds);
        });

    [Fact]
    public void Regex_MinHits_HoldsUpToTheNumberOfHits() => Law.Holds(
        scene => (Pattern: Raw(scene.Pattern()), Least: scene.Draw.Int(1, 4)),
        (scene, drawn) =>
        {
            var answers = scene.Ask("", Pattern(drawn.Pattern), Pattern(drawn.Pattern, $$""", "minHits": {{drawn.Least}}"""));
            answers[1].Holds.Should().Be(answers[0].Hits.Length >= drawn.Least);
        });

    [Fact]
    public void Similar_MoreSimilar_HasNoOtherHits() => Law.Holds(
        scene => (Script: scene.Script(), Limits: Scene.Ordered(scene.Similarity(), scene.Similarity())),
        (scene, drawn) =>
        {
            var answers = scene.Ask("", Similar(drawn.Script, drawn.Limits.Low), Similar(drawn.Script, drawn.Limits.High));
            answers[1].Hits.Should().BeSubsetOf(answers[0].Hits);
            (!answers[1].Holds || answers[0].Holds).Should().BeTrue();
        });

    [Fact]
    public void Similar_AtLeastNothing_HitsEveryTurn() => Law.Holds(
        scene => scene.Script(),
        (scene, script) => scene.Ask(Similar(script, "0")).Hits.Select(hit => hit.Turn).Should().Equal(
            scene.Interaction["turns"]!.AsArray().Select((turn, index) => (Role: (string)turn!["role"]!, index)).Where(turn => turn.Role != "system").Select(turn => turn.index)));

    [Fact]
    public void Similar_Wholly_HitsEveryTurnThatSaysIt() => Law.Holds(
        scene => scene.Phrase(),
        (scene, phrase) =>
        {
            var answers = scene.Ask("", $$"""{"anyOf": [{{phrase}}], "role": "any"}""", Similar(phrase, "1"));
            answers[0].Hits.Select(hit => hit.Turn).Should().BeSubsetOf(answers[1].Hits.Select(hit => hit.Turn));
        });

    [Fact]
    public void Similar_OneMoreScript_AddsItsHits() => Law.Holds(
        scene => (First: scene.Script(), Second: scene.Script(), Least: scene.Similarity()),
        (scene, drawn) =>
        {
            var answers = scene.Ask("", Similar(drawn.First, drawn.Least), Similar(drawn.Second, drawn.Least), Similar($"{drawn.First}, {drawn.Second}", drawn.Least));
            answers[2].Hits.Should().BeEquivalentTo(answers[0].Hits.Union(answers[1].Hits));
        });

    [Fact]
    public void Repeat_OftenerOrLonger_HasNoOtherHits() => Law.Holds(
        scene => (Times: Scene.Ordered(scene.Count(), scene.Count()), Length: Scene.Ordered(scene.Count(), scene.Count())),
        (scene, drawn) =>
        {
            var answers = scene.Ask("", Repeat(drawn.Times.Low, drawn.Length.Low), Repeat(drawn.Times.High, drawn.Length.Low), Repeat(drawn.Times.Low, drawn.Length.High));
            answers[1].Hits.Should().BeSubsetOf(answers[0].Hits);
            answers[2].Hits.Should().BeSubsetOf(answers[0].Hits);
            (answers[0].Hits.Length == 0 || answers[0].Hits.Length >= Scene.Number(drawn.Times.Low)).Should().BeTrue();
        });

    private static string Raw(string json) => System.Text.Json.Nodes.JsonNode.Parse(json)!.GetValue<string>();

    private static string Pattern(string pattern, string more = "") => $$"""{"regex": {{Scene.Quote(pattern)}}, "role": "any"{{more}} }""";

    private static string Similar(string scripts, string atLeast) => $$"""{"similar": {"texts": [{{scripts}}], "atLeast": {{atLeast}} }, "role": "any"}""";

    private static string Repeat(string times, string minLength) => $$"""{"repeat": {"times": {{times}}, "minLength": {{minLength}} }, "role": "any"}""";
}
