using Qa.Grains.Replay;

namespace Qa.Grains.Tests.Replay;

/// <summary>A sample is drawn by seed and ids alone.</summary>
public class SampleDrawTests
{
    [Fact]
    public void RankOf_ASeedAndAnId_IsWhatItIsInEveryVersion() =>
        new[] { SampleDraw.RankOf(0, "i-000001"), SampleDraw.RankOf(7, "i-000001"), SampleDraw.RankOf(7, "通话") }.Should().Equal(594428596135571542UL, 8749288892122452541UL, 5160845387792574366UL);

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 1)]
    [InlineData(3, 100)]
    [InlineData(4, 250)]
    public void Drawn_InAnyOrderOfOffers_IsTheSmallestRanksInTheOrderOfTimes(int seed, int size)
    {
        var random = new Random(seed);
        var all = Enumerable.Range(0, 200).Select(number => (Id: $"i-{number}", StartedAt: (long)random.Next(50))).ToArray();
        var expected = all.OrderBy(one => SampleDraw.RankOf(seed, one.Id)).Take(size).OrderBy(one => one.StartedAt).ThenBy(one => one.Id, StringComparer.Ordinal).Select(one => one.Id).ToList();
        for (var round = 0; round < 5; round++)
        {
            random.Shuffle(all);
            var draw = new SampleDraw(seed, size);
            foreach (var (id, startedAt) in all)
                draw.Offer(id, startedAt);

            draw.Drawn().Should().Equal(expected);
        }
    }

    [Fact]
    public void Drawn_ByAnotherSeed_IsAnotherSample()
    {
        Sample(1).Should().NotEqual(Sample(2)).And.HaveCount(20);
        Sample(1).Should().Equal(Sample(1));

        static IReadOnlyList<string> Sample(long seed)
        {
            var draw = new SampleDraw(seed, 20);
            for (var number = 0; number < 1_000; number++)
                draw.Offer($"i-{number:D6}", number);
            return draw.Drawn();
        }
    }
}
