using Qa.Rules.Conditions;

namespace Qa.Rules.Tests.Trees;

/// <summary>What conditions are read as: every operator with its defaults, and with everything written out.</summary>
public sealed class ConditionReadingTests
{
    [Fact]
    public void Load_AnyOf_HasTheDefaults() =>
        TreeText.Condition<AnyOf>("{anyOf: [好]}").Should().BeEquivalentTo(
            new AnyOf(["好"], [], PhraseMatch.Exact, 1, TurnSelection.AgentTurns));

    [Fact]
    public void Load_AnyOfWithAllModifiers_ReadsThem()
    {
        var condition = TreeText.Condition<AnyOf>(
            "{anyOf: [好, 行], except: [好吧], minHits: 2, match: pinyin, role: any, turns: {from: 5, to: 2}, seconds: {last: 1.0005}, around: {of: {regex: a}, before: 1}}");

        condition.Except.Should().Equal("好吧");
        (condition.MinHits, condition.Match).Should().Be((2, PhraseMatch.Pinyin));
        condition.Selection.Should().Be(new TurnSelection(
            RoleFilter.Any,
            new TurnRange.Between(5, 2),
            new SecondsRange(WindowEdge.Last, 1001),
            new Around(new RegexMatch("a", 1, TurnSelection.AgentTurns), 1, 0)));
    }

    [Fact]
    public void Load_OtherTextOperators_HaveTheDefaults()
    {
        TreeText.Condition<AllOf>("{allOf: [好]}").Phrases.Should().Equal("好");
        TreeText.Condition<RegexMatch>("{regex: a, turns: {last: 3}}").Selection.Turns.Should().Be(new TurnRange.Edge(WindowEdge.Last, 3));
        var similar = TreeText.Condition<Similar>("{similar: {texts: ['@好']}}");
        (similar.AtLeast, similar.MinHits).Should().Be((0.8m, 1));
        similar.Texts.Should().Equal("@好");
        TreeText.Condition<Repeat>("{repeat: {times: 2}}").Should().Be(new Repeat(2, 4, TurnSelection.AgentTurns));
    }

    [Fact]
    public void Load_TimingOperators_AreInMilliseconds()
    {
        TreeText.Condition<Silence>("{silence: {longerThan: 0.0005}}").Should().Be(new Silence(1, null, 1));
        TreeText.Condition<Silence>("{silence: {longerThan: 0.0004999, before: customer}, minHits: 2}").Should().Be(new Silence(0, Speaker.Customer, 2));
        TreeText.Condition<Interruption>("{interruption: {by: agent, longerThan: 0x10}}").Should().Be(new Interruption(Speaker.Agent, 16_000, 1));
        TreeText.Condition<ResponseTime>("{responseTime: {of: each, above: 1e3}}").Should().Be(new ResponseTime(ResponseOf.Each, 1_000_000));
        TreeText.Condition<Loudness>("{loudness: {aboveMean: -0.005}, role: any}").Should().Be(new Loudness(-1, 1, RoleFilter.Any, null));
        TreeText.Condition<Duration>("{duration: {below: 1.5}}").Should().Be(new Duration(new Limit(LimitSide.Below, 1500)));
        TreeText.Condition<SpeechRate>("{speechRate: {above: 300.25}}").Should().Be(
            new SpeechRate(new Limit(LimitSide.Above, 300.25m), 2000, 1, RoleFilter.Agent, null));
        TreeText.Condition<TurnCount>("{turnCount: {above: 0}, role: customer}").Should().Be(new TurnCount(new Limit(LimitSide.Above, 0), RoleFilter.Customer));
    }

    [Fact]
    public void Load_CompositeOperators_AreReadInside()
    {
        TreeText.Condition<Not>("{not: {all: [{any: [{regex: a}]}]}}").Of.Should().BeOfType<All>();
        TreeText.Condition<Sequence>("{sequence: {of: [{regex: a}, {regex: b}]}}").WithinTurns.Should().BeNull();
        TreeText.Condition<Sequence>("{sequence: {of: [{regex: a}], withinTurns: 0}}").WithinTurns.Should().Be(0);
        TreeText.Condition<Lacking>("{lacking: {of: {regex: a}, near: {regex: b}, after: 2.0}, minHits: 3}").Should().Match<Lacking>(l => l.Before == 0 && l.After == 2 && l.MinHits == 3);
        TreeText.Condition<Unanswered>("{unanswered: {}}").Ignore.Should().BeEmpty();
        TreeText.Condition<Expr>("{expr: 'metrics.turns > 3'}").Text.Should().Be("metrics.turns > 3");
    }
}
