using System.Collections.Concurrent;
using Qa.Rules.Matching;

namespace Qa.Rules.Tests.Matching.Phrases;

public sealed class PhraseMatcherTests
{
    [Fact]
    public void Build_PatternThatIsEmptyOrTooLongOrHoldsTheSeparator_Throws()
    {
        foreach (var pattern in new[] { "", new string('长', PhraseMatcher.MaxPatternLength + 1), "a\0b" })
            FluentActions.Invoking(() => PhraseMatcher.Build([pattern])).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Build_MorePatternsThanAllowed_Throws()
    {
        var patterns = Enumerable.Range(0, PhraseMatcher.MaxPatterns + 1).Select(i => $"p{i}").ToArray();

        FluentActions.Invoking(() => PhraseMatcher.Build(patterns)).Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(2, 1)]
    [InlineData(0, 37)]
    public void Scan_RangeOutsideTextAndPadding_Throws(int start, int end)
    {
        var matcher = PhraseMatcher.Build(["您好"]);

        FluentActions.Invoking(() => matcher.Scan(new char[100], start, end, new OccurrenceList()))
            .Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Scan_EveryLengthAtEveryAlignment_IsFound()
    {
        // Every comparison of the body has its own range of lengths, and every block and stride its own remainder.
        for (var length = 1; length <= 70; length++)
        {
            var pattern = string.Concat(Enumerable.Range(0, length).Select(i => (char)('一' + (i * 37))));
            var matcher = PhraseMatcher.Build([pattern]);
            for (var start = 0; start < 80; start++)
            {
                var text = new string('。', start) + pattern;
                var found = new OccurrenceList();
                matcher.Scan((text + new string('。', PhraseMatcher.Padding)).ToCharArray(), 0, text.Length, found);
                PhraseEngines.Sorted(found).Should().Equal([new Occurrence(0, start)]);
            }
        }
    }

    [Fact]
    public void Scan_LastCharacterOfAnyLengthWrong_FindsNothing()
    {
        for (var length = 1; length <= 70; length++)
        {
            for (var wrong = 0; wrong < length; wrong++)
            {
                var pattern = string.Concat(Enumerable.Range(0, length).Select(i => (char)('一' + (i * 37))));
                var text = pattern.ToCharArray();
                text[wrong] += (char)8;
                PhraseEngine.Matcher.Find([pattern], new string(text)).Should().BeEmpty();
            }
        }
    }

    [Fact]
    public void Scan_PatternOfGreatestLength_IsFound()
    {
        var pattern = string.Concat(Enumerable.Range(0, PhraseMatcher.MaxPatternLength).Select(i => (char)('一' + (i * i % 971))));

        PhraseEngine.Matcher.Find([pattern, pattern[..40]], "前" + pattern + "后" + pattern).Should().Equal(
            PhraseEngine.Naive.Find([pattern, pattern[..40]], "前" + pattern + "后" + pattern));
    }

    [Fact]
    public void Scan_FiftyThousandPatterns_FindsWhatAhoCorasickFinds()
    {
        var (patterns, text) = ManyPatterns(50_000, seed: 1);

        var found = PhraseEngine.Matcher.Find(patterns, text);

        found.Should().HaveCountGreaterThan(5_000);
        found.SequenceEqual(PhraseEngine.AhoCorasick.Find(patterns, text)).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(HostileSets.Names), MemberType = typeof(HostileSets))]
    public void Scan_HostileSet_FindsWhatAhoCorasickFinds(string name)
    {
        var (patterns, text) = HostileSets.Get(name);

        var expected = PhraseEngine.AhoCorasick.Find(patterns, text);

        PhraseEngine.Matcher.Find(patterns, text).SequenceEqual(expected).Should().BeTrue();
    }

    [Fact]
    public void Scan_ListAlreadyGrown_AllocatesNothing()
    {
        foreach (var (patterns, text) in HostileSets.All.Select(HostileSets.Get).Append(ManyPatterns(2_000, seed: 2)))
        {
            var matcher = PhraseMatcher.Build(patterns);
            var buffer = (text + new string('\0', PhraseMatcher.Padding)).ToCharArray();
            var found = new OccurrenceList();
            matcher.Scan(buffer, 0, text.Length, found);

            // The runtime may allocate once on this thread while it compiles a method anew; the scan itself would do so each time.
            Enumerable.Range(0, 4).Min(_ => BytesAllocatedBy(matcher, buffer, text.Length, found)).Should().Be(0);
        }
    }

    [Fact]
    public void Scan_ByManyThreadsAtOnce_FindsTheSameInEach()
    {
        var (patterns, text) = ManyPatterns(3_000, seed: 3);
        var matcher = PhraseMatcher.Build([.. patterns, .. HostileSets.Get("binary").Patterns]);
        var buffer = (text + HostileSets.Get("binary").Text + new string('\0', PhraseMatcher.Padding)).ToCharArray();
        var results = new ConcurrentBag<Occurrence[]>();
        using var together = new Barrier(4);

        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            var found = new OccurrenceList();
            together.SignalAndWait();
            for (var round = 0; round < 5; round++)
            {
                found.Clear();
                matcher.Scan(buffer, 0, buffer.Length - PhraseMatcher.Padding, found);
                results.Add(PhraseEngines.Sorted(found));
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        results.Should().HaveCount(20);
        results.All(r => r.SequenceEqual(results.First())).Should().BeTrue();
        results.First().Should().NotBeEmpty();
    }

    private static long BytesAllocatedBy(PhraseMatcher matcher, char[] buffer, int length, OccurrenceList found)
    {
        found.Clear();
        var before = GC.GetAllocatedBytesForCurrentThread();
        matcher.Scan(buffer, 0, length, found);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>Patterns of 1 to 12 characters and a text that holds many of them, turns and all.</summary>
    private static (string[] Patterns, string Text) ManyPatterns(int count, int seed)
    {
        var random = new Random(seed);
        string Draw(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => (char)('一' + (int)(random.NextDouble() * random.NextDouble() * 3_000))));
        var patterns = new HashSet<string>(StringComparer.Ordinal);
        while (patterns.Count < count)
            patterns.Add(Draw(patterns.Count < 20 ? 1 : random.Next(2, 13)));
        var list = patterns.ToArray();
        var pieces = Enumerable.Range(0, 20_000).Select(i => (i % 3) switch
        {
            0 => list[random.Next(count)],
            1 => Draw(5),
            _ => i % 5 == 0 ? "\0" : "，",
        });
        return (list, string.Concat(pieces));
    }
}
