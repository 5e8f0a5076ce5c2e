using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using CsCheck;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Tests.Oracle.Cases;
using Qa.Rules.Trees;

namespace Qa.Rules.Tests.Laws;

/// <summary>What is told of a conversation that goes on is never taken back by what is said after.</summary>
public class GrowingLawTests
{
    [Fact]
    public void LiveNorms_ViolatedByABeginning_AreViolatedByEveryLongerOne()
    {
        var broken = new ConcurrentBag<string>();
        var seen = 0;
        RandomTrees.Case.Sample(
            random =>
            {
                var tree = CompiledTree.Compile(TreeLoader.Load("case.json", Encoding.UTF8.GetBytes(random.TreeJson)).Tree!);
                var whole = InteractionReader.Read(Encoding.UTF8.GetBytes(random.InteractionJson)).Interaction!;
                if (tree.LiveNormPaths.Count == 0)
                    return;
                var turns = whole.Turns.Sort(static (a, b) => Nullable.Compare(a.StartMilliseconds, b.StartMilliseconds));
                var violated = ImmutableHashSet<string>.Empty;
                for (var length = 1; length <= turns.Length; length++)
                {
                    var now = Scorer.Score(tree, whole with { Turns = turns[..length] }, 0).Norms.Where(norm => tree.LiveNormPaths.Contains(norm.Path)).ToList();
                    foreach (var norm in now.Where(norm => violated.Contains(norm.Path) && norm.Outcome is not (Outcome.Violated or Outcome.NotMeasurable)))
                        broken.Add($"{norm.Path} is {norm.Outcome} after {length} turns of {random.InteractionJson} by {random.TreeJson}");
                    violated = violated.Union(now.Where(norm => norm.Outcome == Outcome.Violated).Select(norm => norm.Path));
                }

                Interlocked.Add(ref seen, violated.Count);
            },
            iter: 5_000,
            threads: 2);

        (broken.MinBy(text => text.Length) ?? "").Should().BeEmpty();
        seen.Should().BeGreaterThan(100, "the law was put to the test");
    }

    [Theory]
    [InlineData("anyOf: [a]", true)]
    [InlineData("interruption: {by: agent, longerThan: 1}", true)]
    [InlineData("silence: {longerThan: 1}", true)]
    [InlineData("responseTime: {of: max, above: 1}", true)]
    [InlineData("responseTime: {of: average, above: 1}", false)]
    [InlineData("anyOf: [a], turns: {last: 2}", false)]
    [InlineData("anyOf: [a], seconds: {last: 2}", false)]
    [InlineData("not: {anyOf: [a]}", false)]
    [InlineData("lacking: {of: {anyOf: [a]}, near: {anyOf: [b]}, after: 2}", false)]
    [InlineData("lacking: {of: {anyOf: [a]}, near: {anyOf: [b]}, before: 2}", true)]
    [InlineData("lacking: {of: {silence: {longerThan: 8}}, near: {any: [{anyOf: [b]}, {regex: c}]}, before: 2}", true)]
    [InlineData("lacking: {of: {anyOf: [a]}, near: {allOf: [b, c]}, before: 2}", false)]
    [InlineData("lacking: {of: {anyOf: [a]}, near: {anyOf: [b], minHits: 2}, before: 2}", false)]
    [InlineData("lacking: {of: {anyOf: [a]}, near: {anyOf: [b], around: {of: {anyOf: [c]}, before: 1}}, before: 2}", false)]
    [InlineData("unanswered: {}", false)]
    [InlineData("loudness: {aboveMean: 6}", false)]
    [InlineData("duration: {below: 9}", false)]
    [InlineData("duration: {above: 9}", true)]
    [InlineData("sequence: {of: [{anyOf: [a]}, {anyOf: [b]}]}", true)]
    [InlineData("anyOf: [a], around: {of: {sequence: {of: [{anyOf: [a]}, {anyOf: [b]}]}}}", false)]
    public void LiveNormPaths_Condition_AreThoseThatOnlyGrow(string condition, bool isLive)
    {
        var loaded = TreeLoader.Load("t.yaml", $"schema: qa.norm-tree/1\nruleSet: t\nname: t\nnorms: [{{id: n, name: n, points: -1, forbid: {{{condition}}}}}]\n");

        CompiledTree.Compile(loaded.Tree!).LiveNormPaths.Contains("n").Should().Be(isLive);
    }

    // Once what was heard badly can make a violation uncertain, also those hits that were heard well must stay.
    [Theory]
    [InlineData("anyOf: [a]", true)]
    [InlineData("duration: {above: 9}", true)]
    [InlineData("any: [{duration: {above: 9}}, {anyOf: [a]}]", false)]
    [InlineData("all: [{duration: {above: 9}}, {anyOf: [a]}]", true)]
    [InlineData("responseTime: {of: first, above: 1}", true)]
    [InlineData("responseTime: {of: max, above: 1}", false)]
    [InlineData("sequence: {of: [{anyOf: [a]}, {anyOf: [b]}]}", false)]
    public void LiveNormPaths_ConfidenceMatters_AreThoseWhoseHitsStayToo(string condition, bool isLive)
    {
        var loaded = TreeLoader.Load("t.yaml", $"schema: qa.norm-tree/1\nruleSet: t\nname: t\nscore: {{minConfidence: 0.6}}\nnorms: [{{id: n, name: n, points: -1, forbid: {{{condition}}}}}]\n");

        CompiledTree.Compile(loaded.Tree!).LiveNormPaths.Contains("n").Should().Be(isLive);
    }
}
