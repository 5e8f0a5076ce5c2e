using System.Diagnostics;
using System.Text;
using Qa.Rules.Interactions;
using Qa.Rules.Matching;
using Qa.Rules.Scoring;
using Qa.Rules.Tests.Fuzzing.Targets;
using Qa.Rules.Trees;
using Xunit.Abstractions;
using static Qa.Rules.Tests.Fuzzing.Hostile.HostileText;

namespace Qa.Rules.Tests.Fuzzing.Hostile;

/// <summary>Interactions of the largest sizes, and dialogues of which conditions have very many hits: costs must not grow with their square.</summary>
public sealed class HostileInteractionTests(ITestOutputHelper output)
{
    // What is linear here takes a second or two; the square of a third of a million hits would take minutes.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private const int ManyTurns = InteractionReader.MaximumTurns;
    private const int LongTurn = 1_000_000;

    [Fact]
    public void Score_MostTurns_ByTheRealSets() => Measure("100,000 turns by the real sets", () =>
    {
        var interaction = Dialogue(Enumerable.Range(0, ManyTurns).Select(i => i % 3 == 0 ? "您好请问有什么可以帮您" : $"好的第{i}句"));
        foreach (var tree in Corpus.RuleSets)
            ScorecardCheck.Score(tree, interaction);
    });

    [Fact]
    public void Read_MostTurns_AreReadAndOneMoreIsNot()
    {
        Measure("reading 100,000 turns", () => Read(ManyTurns).Errors.Should().BeEmpty());
        Measure("reading 100,001 turns", () => Read(ManyTurns + 1).Errors.Should().ContainSingle());
        static InteractionReadResult Read(int turns) => InteractionReader.Read(Encoding.UTF8.GetBytes(
            $$"""{"id": "i", "channel": "voice", "startedAt": "2026-03-01T08:00:00Z", "agent": {"id": "a"}, "turns": [{{Join(turns, _ => """{"role": "agent", "text": "好"}""")}}]}"""));
    }

    [Theory]
    [InlineData("好")]
    [InlineData("a")]
    [InlineData("\uFDFA")]
    [InlineData("\u0301")]
    [InlineData("\U0001F600")]
    [InlineData("您好")]
    [InlineData("a ")]
    [InlineData("\u1100\u1161")]
    public void Score_LongTurn_ByTheRealSets(string part) => Measure($"a turn of a million units of U+{(int)part[0]:X4}", () =>
    {
        var interaction = Dialogue(["您好", "喂", string.Concat(Enumerable.Repeat(part, LongTurn / part.Length))]);
        ScorecardCheck.Score(Corpus.RuleSets[0], interaction);
    });

    public static TheoryData<string, string> ManyHits => new()
    {
        { "anyOf", """{"anyOf": ["好", "好好", "好好好"], "except": ["好好好好"], "role": "any"}""" },
        { "anyOf by pinyin", """{"anyOf": ["投诉", "投诉投诉"], "match": "pinyin", "role": "any"}""" },
        { "regex", """{"regex": "好{1,3}", "role": "any"}""" },
        { "sequence", """{"sequence": {"of": [{"anyOf": ["好"]}, {"anyOf": ["好"], "role": "customer"}, {"anyOf": ["投诉"], "role": "any"}, {"anyOf": ["无"]}]}}""" },
        { "sequence within reach", """{"sequence": {"of": [{"anyOf": ["好"], "role": "any"}, {"anyOf": ["好"], "role": "any"}, {"anyOf": ["无"]}], "withinTurns": 100000}}""" },
        { "lacking", """{"lacking": {"of": {"anyOf": ["好"], "role": "any"}, "near": {"anyOf": ["投诉"], "role": "any"}, "before": 100000, "after": 100000}}""" },
        { "around around", """{"anyOf": ["好"], "role": "any", "around": {"of": {"anyOf": ["投诉"], "role": "any", "around": {"of": {"anyOf": ["好"], "role": "any"}, "before": 50000, "after": 50000}}, "before": 50000, "after": 50000}}""" },
        { "all of the same", """{"all": [HITS, HITS, HITS, {"any": [HITS, HITS, {"all": [HITS, HITS]}]}]}""" },
        { "repeat", """{"repeat": {"times": 2, "minLength": 1}, "role": "any"}""" },
        { "similar", """{"similar": {"texts": ["您好请问有什么可以帮您"], "atLeast": 0.5}, "role": "any"}""" },
        { "timing", """{"any": [{"silence": {"longerThan": 0}}, {"interruption": {"by": "agent", "longerThan": 0}}, {"responseTime": {"of": "each", "above": 0}}, {"speechRate": {"above": 1, "minSeconds": 0}}, {"loudness": {"aboveMean": 0}}]}""" },
    };

    [Theory]
    [MemberData(nameof(ManyHits))]
    public void Score_VeryManyHits_EndsSoon(string what, string condition)
    {
        var tree = Compile(Document(Forbid(condition.Replace("HITS", """{"use": "hits"}""", StringComparison.Ordinal)), """ "hits": {"anyOf": ["好", "投"], "role": "any"} """));
        var times = new List<double>();
        foreach (var turns in (int[])[10_000, 80_000])
        {
            var interaction = Dialogue(Enumerable.Range(0, turns).Select(i => i % 5 == 0 ? "投诉头诉" : "好好好，好好好好，好"));
            Confined.Run(Soon, () => ScorecardCheck.Score(tree, interaction));
            var started = Stopwatch.GetTimestamp();
            Confined.Run(Soon, () => Scorer.ScoreQuickly(tree, interaction));
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        output.WriteLine($"{what}: {times[0]:0.0} and {times[1]:0.0} ms for 10,000 and 80,000 turns");
    }

    /// <summary>One name used thousands of times has its hits collected thousands of times, and must not keep them all at once.</summary>
    [Fact]
    public void Score_SameHitsManyTimesOver_KeepsMemoryBounded()
    {
        var uses = Join(2_000, _ => """{"use": "hits"}""");
        var tree = Compile(Document(Forbid($$"""{"any": [{{uses}}]}"""), """ "hits": {"anyOf": ["好"], "role": "any"} """));
        var interaction = Dialogue([new string('好', 100_000)]);
        var allocated = 0L;
        Measure("100,000 hits, two thousand times", () =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            ScorecardCheck.Score(tree, interaction).Norms[0].Hits.Should().HaveCount(100_000);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        // Kept apart, the two hundred million hits alone would be three times this.
        allocated.Should().BeLessThan(1024L * 1024 * 1024);
    }

    [Fact]
    public void Score_LongScript_OnALongTurn() => Measure("a script of 4,096 characters on a turn of 100,000", () =>
    {
        var script = string.Concat(Enumerable.Range(0, TreeLimits.PhraseLength).Select(i => (char)('一' + i % 3_000)));
        Score(Document(Forbid($$"""{"similar": {"texts": ["{{script}}"]} }""")), Dialogue([string.Concat(Enumerable.Range(0, 100_000).Select(i => (char)('一' + i % 2_999)))]));
    });

    [Fact]
    public void Score_RealRegexes_OnALongTurn()
    {
        var patterns = PatternTarget.RealPatterns.Take(20).ToArray();
        patterns.Should().HaveCount(20);
        var tree = Compile(Document(Join(patterns.Length, i => Forbid($$"""{"regex": {{Laws.Scene.Quote(patterns[i])}}, "role": "any"}""", $"n{i}"))));
        foreach (var part in (string[])["今天下午3点前给您回复，", "一", "1", "我是我是我是100", "好的可以吗"])
            Measure($"20 regexes on a million units of '{part}'", () => ScorecardCheck.Score(tree, Dialogue([string.Concat(Enumerable.Repeat(part, LongTurn / part.Length))])));
    }

    private void Measure(string what, Action work)
    {
        var started = Stopwatch.GetTimestamp();
        Confined.Run(Soon, () =>
        {
            work();
            return true;
        });
        output.WriteLine($"{what}: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
    }
}
