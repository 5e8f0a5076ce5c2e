namespace Qa.Rules.Tests.Laws;

/// <summary>Laws of <c>role</c>, <c>turns</c>, <c>seconds</c> and <c>around</c>, seen by an operator that hits every selected turn.</summary>
public sealed class SelectionLawTests
{
    [Fact]
    public void Selection_ByRole_IsPartOfAny() => Law.Holds(
        scene => 0,
        (scene, _) =>
        {
            var answers = scene.Ask("", Every("\"role\": \"any\""), Every("\"role\": \"agent\""), Every("\"role\": \"customer\""), Every(""));
            answers[1].Hits.Concat(answers[2].Hits).Should().BeEquivalentTo(answers[0].Hits);
            answers[3].Should().Be(answers[1], "agent is the default");
        });

    [Fact]
    public void Selection_FirstAndLast_AreThoseOfTheRole() => Law.Holds(
        scene => (Role: scene.Role(), Count: scene.Draw.Int(1, 6)),
        (scene, drawn) =>
        {
            var role = $"\"role\": \"{drawn.Role}\"";
            var answers = scene.Ask(
                "", Every(role), Every($$"""{{role}}, "turns": {"first": {{drawn.Count}} }"""), Every($$"""{{role}}, "turns": {"last": {{drawn.Count}} }"""), Every($$"""{{role}}, "turns": {"from": 2, "to": {{drawn.Count}} }"""));
            answers[1].Hits.Should().Equal(answers[0].Hits.Take(drawn.Count));
            answers[2].Hits.Should().Equal(answers[0].Hits.TakeLast(drawn.Count));
            answers[3].Hits.Should().Equal(answers[0].Hits.Skip(1).Take(Math.Max(0, drawn.Count - 1)));
        });

    [Fact]
    public void Selection_OfSeveral_IsTheirIntersection() => Law.Holds(
        scene => (
            Role: scene.Role(),
            Turns: $$""" "turns": {"{{scene.Draw.Of("first", "last")}}": {{scene.Count()}} } """,
            Seconds: $$""" "seconds": {"{{scene.Draw.Of("first", "last")}}": {{scene.Seconds()}} } """,
            Around: $$""" "around": {"of": {{scene.Hitting()}}, "before": {{scene.Draw.Int(0, 2)}}, "after": {{scene.Draw.Int(0, 2)}} } """),
        (scene, drawn) =>
        {
            var role = $"\"role\": \"{drawn.Role}\", ";
            var answers = scene.Ask("", Every(role + drawn.Turns), Every(role + drawn.Seconds), Every(role + drawn.Around), Every($"{role}{drawn.Turns}, {drawn.Seconds}, {drawn.Around}"));
            if (answers.All(answer => answer.IsMeasurable))
                answers[3].Hits.Should().BeEquivalentTo(answers[0].Hits.Intersect(answers[1].Hits).Intersect(answers[2].Hits));
        });

    [Fact]
    public void Around_FarEnough_SelectsAllOrNothing() => Law.Holds(
        scene => scene.Hitting(),
        (scene, condition) =>
        {
            var answers = scene.Ask("", condition, Every("\"role\": \"any\""), Every($$""" "role": "any", "around": {"of": {{condition}}, "before": 1000, "after": 1000} """));
            if (!answers[0].IsMeasurable)
                return;
            answers[2].Hits.Should().Equal(answers[0].Hits.IsEmpty ? [] : answers[1].Hits);
        });

    [Fact]
    public void Around_Wider_LosesNothing() => Law.Holds(
        scene => (Condition: scene.Hitting(), Before: scene.Draw.Int(0, 3), After: scene.Draw.Int(0, 3)),
        (scene, drawn) =>
        {
            var answers = scene.Ask("", Every(Around(drawn.Condition, drawn.Before, drawn.After)), Every(Around(drawn.Condition, drawn.Before + 1, drawn.After + 1)));
            answers[0].Hits.Should().BeSubsetOf(answers[1].Hits);
        });

    [Fact]
    public void Seconds_FirstAndLonger_LosesNothing() => Law.Holds(
        scene => (Edge: scene.Draw.Of("first", "last"), Limits: Scene.Ordered(scene.Seconds(), scene.Seconds())),
        (scene, drawn) =>
        {
            var answers = scene.Ask("", Every($$""" "role": "any", "seconds": {"{{drawn.Edge}}": {{drawn.Limits.Low}} } """), Every($$""" "role": "any", "seconds": {"{{drawn.Edge}}": {{drawn.Limits.High}} } """));
            answers[0].Hits.Should().BeSubsetOf(answers[1].Hits);
        });

    private static string Around(string condition, int before, int after) => $$""" "role": "any", "around": {"of": {{condition}}, "before": {{before}}, "after": {{after}} } """;

    private static string Every(string modifiers) => $$"""{"similar": {"texts": ["x"], "atLeast": 0}{{(modifiers.Length == 0 ? "" : ", " + modifiers)}} }""";
}
