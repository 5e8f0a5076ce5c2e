using System.Collections.Immutable;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Scoring.NearMisses;
using Qa.Rules.Tests.Fuzzing;
using Qa.Rules.Tests.Trees;
using Qa.Rules.Trees;

namespace Qa.Rules.Tests.Scoring.NearMisses;

public sealed class NearMissSearchTests
{
    private static readonly Interaction Call = CallOf(timed: true);

    [Theory]
    [InlineData("{anyOf: [投诉]}", "forbid 1 投诉 Role")]
    [InlineData("{anyOf: [抱歉], turns: {first: 1}}", "forbid 2 抱歉 Turns")]
    [InlineData("{anyOf: [投诉], turns: {first: 1}}", "forbid 1 投诉 Role")]
    [InlineData("{anyOf: [抱歉], seconds: {first: 5}}", "forbid 2 抱歉 Seconds")]
    [InlineData("{anyOf: [您好], around: {of: {anyOf: [投诉], role: customer}}}", "forbid 0 您好 Around")]
    [InlineData("{anyOf: [您好], around: {of: {anyOf: [再见]}}}", "forbid 0 您好 Around")]
    [InlineData("{anyOf: [不管], except: [不管怎样]}", "forbid 4 不管 Except")]
    [InlineData("{anyOf: [抱歉], minHits: 2}", "forbid 2 抱歉 TooFew")]
    [InlineData("{anyOf: [投诉], seconds: {last: 1}, turns: {last: 1}}", "forbid 1 投诉 Role, Seconds")]
    [InlineData("{regex: '投.'}", "forbid 1 投诉 Role")]
    [InlineData("{allOf: [投诉, 抱歉]}", "forbid 1 投诉 Role|forbid 2 抱歉 TooFew")]
    [InlineData("{similar: {texts: [我要投诉]}}", "forbid 1 我要投诉！ Role")]
    [InlineData("{all: [{anyOf: [抱歉]}, {not: {anyOf: [抱歉]}}, {anyOf: [投诉]}]}", "forbid.all.2 1 投诉 Role")]
    [InlineData("{use: complaint}", "let.complaint 1 投诉 Role")]
    [InlineData("{anyOf: [没说过]}", "")]
    [InlineData("{anyOf: [抱歉]}", "")]
    [InlineData("{silence: {longerThan: 100}}", "")]
    public void Of_ConditionThatDoesNotHold_SaysWhyItsWordsDidNotCount(string condition, string misses) =>
        string.Join('|', Report(condition, Call).Misses.Select(miss => $"{miss.Condition} {miss.Hit.Turn} {miss.Hit.Text} {miss.Reasons}")).Should().Be(misses);

    [Fact]
    public void Of_SecondsWithoutTiming_AreNotMeasurable()
    {
        var report = Report("{anyOf: [抱歉], seconds: {first: 5}}", CallOf(timed: false));

        report.Outcome.Should().Be(Outcome.NotMeasurable);
        report.Misses.Should().ContainSingle().Which.Reasons.Should().Be(NearMissReasons.NotMeasurable);
    }

    [Fact]
    public void Of_WordsHeardUnsurely_SaysSo()
    {
        var tree = TreeText.Load($"{TreeText.Head}score: {{minConfidence: 0.8}}\nnorms: [{{id: a, name: a, points: -1, forbid: {{anyOf: [没关系]}}}}]\n");

        var report = NearMissSearch.Of(tree, "a", Call)!;

        report.Outcome.Should().Be(Outcome.Uncertain);
        report.Misses.Should().ContainSingle().Which.Reasons.Should().Be(NearMissReasons.LowConfidence);
    }

    [Theory]
    [InlineData("b")]
    [InlineData("off")]
    [InlineData("c")]
    public void Of_NoEnabledNorm_IsNone(string path)
    {
        var tree = TreeText.Load($"{TreeText.Head}norms: [{{id: c, name: c, children: [{{id: a, name: a, manual: {{max: 1}}}}]}}, {{id: off, name: a, enabled: false, manual: {{max: 1}}}}]\n");

        NearMissSearch.Of(tree, path, Call).Should().BeNull();
        NearMissSearch.Of(tree, "c/a", Call)!.Misses.Should().BeEmpty();
    }

    // On every sample and every norm of a real set: the outcome is that of the scorecard, and every miss has a reason and its text.
    [Fact]
    public void Of_RealNorms_AgreesWithTheScorecard()
    {
        var tree = Corpus.RuleSets[0];
        foreach (var interaction in Corpus.Interactions.TakeLast(3))
        {
            foreach (var norm in Scorer.Score(tree, interaction, version: 0).Norms.Where(static (_, i) => i % 4 == 0))
            {
                var report = NearMissSearch.Of(tree.Tree, norm.Path, interaction)!;

                report.Outcome.Should().Be(norm.Outcome, norm.Path);
                report.Misses.Should().NotContain(miss => miss.Reasons == NearMissReasons.None
                    || interaction.Turns[miss.Hit.Turn].Text.Substring(miss.Hit.Start, miss.Hit.Length) != miss.Hit.Text);
            }
        }
    }

    private static NearMissReport Report(string condition, Interaction interaction) => NearMissSearch.Of(
        TreeText.Load($"{TreeText.Head}let: {{complaint: {{anyOf: [投诉]}}}}\nnorms: [{{id: a, name: a, points: -1, forbid: {condition}}}]\n"), "a", interaction)!;

    private static Interaction CallOf(bool timed)
    {
        ImmutableArray<(Role Role, string Text, decimal Confidence)> said =
            [(Role.Agent, "您好", 1m), (Role.Customer, "我要投诉！", 1m), (Role.Agent, "非常抱歉", 1m), (Role.Agent, "没关系", 0.5m), (Role.Agent, "不管怎样都帮您", 1m)];
        var turns = said.Select((turn, i) => new Turn(turn.Role, turn.Text, timed ? 4_000 * i : null, timed ? 4_000 * i + 3_000 : null, turn.Confidence));
        return new("i", Channel.Voice, "2026-03-01T08:00:00+08:00", new("A1", null, null), null, null, null, ImmutableSortedDictionary<string, AttributeValue>.Empty, [.. turns]);
    }
}
