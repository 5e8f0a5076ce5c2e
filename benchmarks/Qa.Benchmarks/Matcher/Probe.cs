using System.Diagnostics;
using Qa.Rules.Matching;
using Qa.Rules.Matching.Phrases;
namespace Qa.Benchmarks.Matcher;
internal static unsafe class Probe
{
    public static void Run(string[] phrases, BenchText text, string name)
    {
        var plan = AnchorPlan.Choose(phrases);
        var singles = SingleCharacters.Build(phrases);
        var m = PhraseMatcher.Build(phrases);
        var found = new OccurrenceList();
        var buf = stackalloc int[BigramFilter.CandidateRoom];
        var f = BigramFilter.Build(phrases, plan);
        double bf = 1e9, bs = 1e9, b = 1e9, bc = 1e9; long cand = 0;
        for (int r = 0; r < 40; r++)
        {
            fixed (char* p = text.Padded)
            {
                var t = ThreadClock.Milliseconds; cand = 0;
                for (int i = 0; i < text.Length; i += BigramFilter.BlockLength) cand += f.Collect(p, i, Math.Min(i + BigramFilter.BlockLength, text.Length), buf);
                bf = Math.Min(bf, ThreadClock.Milliseconds - t);
                found.Clear();
                t = ThreadClock.Milliseconds;
                if (singles != null) for (int i = 0; i < text.Length; i += BigramFilter.BlockLength) singles.Scan(p, i, Math.Min(i + BigramFilter.BlockLength, text.Length), found);
                bs = Math.Min(bs, ThreadClock.Milliseconds - t);
            }
            { found.Clear(); var t = ThreadClock.Milliseconds; m.Scan(text.Padded, 0, text.Length, found); b = Math.Min(b, ThreadClock.Milliseconds - t); }
            { var t = ThreadClock.Milliseconds; PhraseMatcher.Build(phrases); bc = Math.Min(bc, ThreadClock.Milliseconds - t); }
        }
        double k = 1e6 / text.Length;
        Console.WriteLine($"{name} {phrases.Length} bits {plan.SlotBits}: scan {b * k:0.000} ns/char = filter {bf * k:0.000} + singles {bs * k:0.000} + check {(b-bf-bs)*k:0.000}; candidates {100.0 * cand / text.Length:0.00}% hits {100.0 * found.Count / text.Length:0.00}% build {bc:0.00} ms, crowded {m.AutomatonPatterns}");
    }
}
