using Qa.Benchmarks.Matcher;
using Qa.Rules.Matching;

namespace Qa.Rules.Tests.Matching.Phrases;

/// <summary>The engines that every case is run against: the matcher, and two oracles.</summary>
public enum PhraseEngine
{
    Naive,
    AhoCorasick,
    Matcher,
}

internal static class PhraseEngines
{
    /// <summary>Stands around the scanned text: reading it is allowed, reporting anything of it is wrong.</summary>
    public const int Margin = PhraseMatcher.Padding;

    /// <summary>Occurrences sorted by start, then pattern.</summary>
    public static Occurrence[] Find(this PhraseEngine engine, string[] patterns, string text, string before = "", string after = "")
    {
        // Before and after are what a pooled buffer may still hold around the text.
        var buffer = new char[before.Length + text.Length + Math.Max(Margin, after.Length)];
        before.CopyTo(0, buffer, 0, before.Length);
        text.CopyTo(0, buffer, before.Length, text.Length);
        after.CopyTo(0, buffer, before.Length + text.Length, after.Length);
        var found = new OccurrenceList();
        engine.Scan(patterns, buffer, before.Length, before.Length + text.Length, found);
        return Sorted(found, before.Length);
    }

    public static Occurrence[] Sorted(OccurrenceList found, int origin = 0) =>
        [.. found.Items.Take(found.Count)
            .Select(o => o with { Start = o.Start - origin })
            .OrderBy(o => o.Start).ThenBy(o => o.Pattern)];

    private static void Scan(this PhraseEngine engine, string[] patterns, char[] text, int start, int end, OccurrenceList into)
    {
        switch (engine)
        {
            case PhraseEngine.Naive:
                ScanNaively(patterns, text.AsSpan(start, end - start), start, into);
                break;
            case PhraseEngine.AhoCorasick:
                DoubleArrayAutomaton.Build(patterns).Scan(text, start, end, into);
                break;
            default:
                PhraseMatcher.Build(patterns).Scan(text, start, end, into);
                break;
        }
    }

    private static void ScanNaively(string[] patterns, ReadOnlySpan<char> text, int origin, OccurrenceList into)
    {
        for (var p = 0; p < patterns.Length; p++)
        {
            for (var from = 0; from <= text.Length - patterns[p].Length; from++)
            {
                var next = text[from..].IndexOf(patterns[p].AsSpan());
                if (next < 0)
                    break;
                from += next;
                into.Add(p, origin + from);
            }
        }
    }
}
