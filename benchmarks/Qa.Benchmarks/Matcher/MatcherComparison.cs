using System.Diagnostics;
using System.Text.Json;

namespace Qa.Benchmarks.Matcher;

/// <summary>
/// The product's matcher against the others on service text, at sizes of a tree from small to huge. All contenders run in turn
/// in every round, so that what else the machine does meets them alike, and must count the same hits.
/// </summary>
internal static class MatcherComparison
{
    private static readonly int[] PhraseCounts = [1_000, 10_000, 20_000];

    public static MatcherReport Run(TextWriter output, bool quick)
    {
        var missing = HyperscanEngine.WhyMissing();
        if (missing is not null)
            output.WriteLine($"Hyperscan is left out: {missing}");

        var vocabulary = new ServiceVocabulary(seed: 1);
        var corpora = new List<(string Name, BenchText Text)> { ("generated", new BenchText(vocabulary.Text(quick ? 500_000 : 1_000_000))) };
        if (ReadDialogues(quick ? 500_000 : 1_000_000) is { } dialogues)
            corpora.Add(("CrossWOZ dialogues", new BenchText(dialogues)));
        else
            output.WriteLine("CrossWOZ dialogues are left out: ../shared/data is not there");

        var cases = new List<MatcherCase>();
        foreach (var count in PhraseCounts)
        {
            var phrases = vocabulary.Phrases(count);
            foreach (var (name, text) in corpora)
                cases.Add(Compare(output, name, text, phrases, missing is null, rounds: quick ? 9 : 41));
        }

        return new MatcherReport(missing, cases);
    }

    public static MatcherCase Compare(TextWriter output, string corpus, BenchText text, string[] phrases, bool hyperscan, int rounds)
    {
        using var product = new ProductEngine();
        List<MatchEngine> engines = [product, new SearchValuesEngine(), new AhoCorasickEngine()];
        if (hyperscan)
            engines.AddRange([new HyperscanEngine(utf8: true), new HyperscanEngine(utf8: false)]);

        var builds = engines.Select(e => ThreadClock.Measure(() => e.Build(phrases))).ToArray();
        builds[0] = Spread.Of(Enumerable.Range(0, 31).Select(_ => ThreadClock.Measure(() => product.Build(phrases)))).Median;
        var hits = CheckHits(engines, product, text);

        WarmUp(engines, text);
        var times = engines.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var e = 0; e < engines.Count; e++)
                times[e].Add(ThreadClock.Measure(() => engines[e].Count(text)));
        }

        var results = engines.Select((engine, e) => new ContenderResult(
            engine.Name,
            builds[e],
            Spread.Of(times[e].Select(t => text.Length / t / 1_000)),
            Spread.Of(times[e].Select((t, round) => t / times[0][round])))).ToArray();
        engines.ForEach(e => e.Dispose());

        var result = new MatcherCase(corpus, phrases.Length, text.Length, hits, product.AutomatonPatterns, results);
        Print(output, result);
        return result;
    }

    private static long CheckHits(List<MatchEngine> engines, ProductEngine product, BenchText text)
    {
        var (hits, starts) = (product.Count(text), product.DistinctStarts(text));
        foreach (var engine in engines)
        {
            var (counted, expected) = (engine.Count(text), engine.FindsAll ? hits : starts);
            if (counted != expected)
                throw new InvalidOperationException($"{engine.Name} counted {counted} hits, expected {expected}");
        }

        return hits;
    }

    /// <summary>The runtime compiles a loop anew after some dozens of calls, on a thread of its own, which needs a moment of quiet.</summary>
    private static void WarmUp(List<MatchEngine> engines, BenchText text)
    {
        for (var pause = 0; pause < 4; pause++)
        {
            foreach (var engine in engines)
            {
                var started = Stopwatch.GetTimestamp();
                do
                    engine.Count(text);
                while (Stopwatch.GetElapsedTime(started).TotalMilliseconds < 50);
            }

            Thread.Sleep(250);
        }
    }

    private static void Print(TextWriter output, MatcherCase result)
    {
        output.WriteLine(FormattableString.Invariant(
            $"\n{result.Corpus}: {result.Phrases} phrases, {result.Characters} characters, {result.Hits} hits ({100.0 * result.Hits / result.Characters:0.00} per 100), {result.AutomatonPatterns} phrases in the automaton"));
        foreach (var contender in result.Contenders)
        {
            output.WriteLine(FormattableString.Invariant(
                $"  {contender.Name,-28} {contender.MegacharactersPerSecond,-28} Mchar/s   x{contender.TimesSlower,-26} build {contender.BuildMilliseconds:0.0} ms"));
        }
    }

    /// <summary>The turns of the dialogues, again and again up to the length; null where the data is not there.</summary>
    private static string? ReadDialogues(int length)
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "crosswoz-chat.jsonl");
            if (!File.Exists(file))
                continue;
            var turns = new List<string>();
            foreach (var line in File.ReadLines(file))
            {
                using var dialogue = JsonDocument.Parse(line);
                turns.AddRange(dialogue.RootElement.GetProperty("turns").EnumerateArray().Select(t => t.GetProperty("text").GetString()!));
            }

            var all = string.Join('\0', turns) + '\0';
            return string.Concat(Enumerable.Repeat(all, length / all.Length + 1))[..length];
        }

        return null;
    }
}
