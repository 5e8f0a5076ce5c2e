using System.Globalization;
using Qa.Rules.Matching;
using Xunit.Abstractions;

namespace Qa.Rules.Tests.Matching.Pinyin;

/// <summary>
/// How well "shares a toneless reading, character by character" stands for "sounds the same": our own list of what service
/// words are misheard as. The definition must be met on every pair; how good the definition is, is measured and printed.
/// </summary>
public class PinyinPairsTests(ITestOutputHelper output)
{
    private const double PrecisionFloor = 0.90;

    [Fact]
    public void Scan_LabelledPairs_FollowsTheDefinitionOnEach()
    {
        var pairs = Read();
        pairs.Count.Should().BeGreaterThanOrEqualTo(220);
        pairs.Where(pair => Accepts(pair.Phrase, pair.Heard) != pair.Accepted).Should().BeEmpty();

        // Sharing a reading works both ways.
        pairs.Where(pair => Accepts(pair.Heard, pair.Phrase) != pair.Accepted).Should().BeEmpty();
    }

    [Fact]
    public void Scan_LabelledPairs_HearsAsTheEarDoes()
    {
        var pairs = Read();
        var found = pairs.Where(pair => Accepts(pair.Phrase, pair.Heard)).ToList();
        var same = pairs.Where(pair => pair.Ear == "same").ToList();
        var accent = pairs.Where(pair => pair.Ear == "accent").ToList();
        var right = found.Count(pair => pair.Ear == "same");
        var precision = (double)right / found.Count;
        var recall = (double)right / same.Count;
        var recallWithAccents = (double)found.Count(pair => pair.Ear != "other") / (same.Count + accent.Count);
        var report = string.Create(
            CultureInfo.InvariantCulture,
            $"pinyin, {pairs.Count} pairs: recall {recall:F3} ({right}/{same.Count}), precision {precision:F3} ({right}/{found.Count}); "
            + $"recall {recallWithAccents:F3} if what only regional accents merge ({accent.Count} pairs) should be found too");
        output.WriteLine(report);
        Console.WriteLine(report);
        foreach (var pair in found.Where(pair => pair.Ear != "same"))
            output.WriteLine($"accepted, and does not sound the same: {pair.Phrase} {pair.Heard} ({pair.Note})");

        recall.Should().Be(1.0);
        precision.Should().BeGreaterThanOrEqualTo(PrecisionFloor);
    }

    private static bool Accepts(string phrase, string heard)
    {
        var found = new PinyinOccurrenceList();
        PinyinMatcher.Build([phrase]).Scan("请" + heard + "吧", found);
        found.Count.Should().BeLessThanOrEqualTo(1);
        return found.Count == 1 && found.Items[0] == new PinyinOccurrence(0, 1, heard.Length);
    }

    private static List<Pair> Read()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Data", "pinyin-pairs.tsv");
        return File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'))
            .Select(columns => new Pair(columns[0], columns[1], columns[2], columns[3] == "accepted", columns.ElementAtOrDefault(4) ?? ""))
            .ToList();
    }

    private sealed record Pair(string Phrase, string Heard, string Ear, bool Accepted, string Note);
}
