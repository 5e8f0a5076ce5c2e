using System.Buffers;
using Qa.Rules.Matching;

namespace Qa.Benchmarks.Matcher;

/// <summary>A text as every contender wants it: the same characters, converted before the clock starts.</summary>
internal sealed class BenchText
{
    public BenchText(string text)
    {
        Length = text.Length;
        Padded = (text + new string('\0', PhraseMatcher.Padding)).ToCharArray();
        Utf8 = System.Text.Encoding.UTF8.GetBytes(text);
        Utf16 = System.Text.Encoding.Unicode.GetBytes(text);
    }

    public int Length { get; }

    public char[] Padded { get; }

    public byte[] Utf8 { get; }

    public byte[] Utf16 { get; }
}

/// <summary>A contender: built over phrases, then asked for the number of occurrences again and again.</summary>
internal abstract class MatchEngine(string name) : IDisposable
{
    public string Name { get; } = name;

    /// <summary>Whether it can find all occurrences; otherwise it counts the places where at least one phrase starts.</summary>
    public virtual bool FindsAll => true;

    public abstract void Build(string[] phrases);

    public abstract long Count(BenchText text);

    public virtual void Dispose()
    {
    }
}

internal sealed class ProductEngine() : MatchEngine("anchored bigram filter")
{
    private readonly OccurrenceList _found = new();
    private PhraseMatcher? _matcher;

    public int AutomatonPatterns => _matcher?.AutomatonPatterns ?? 0;

    public override void Build(string[] phrases) => _matcher = PhraseMatcher.Build(phrases);

    public override long Count(BenchText text)
    {
        _found.Clear();
        _matcher!.Scan(text.Padded, 0, text.Length, _found);
        return _found.Count;
    }

    /// <summary>What <see cref="SearchValuesEngine"/> must count.</summary>
    public long DistinctStarts(BenchText text)
    {
        Count(text);
        return _found.Items.Take(_found.Count).Select(o => o.Start).Distinct().LongCount();
    }
}

internal sealed class AhoCorasickEngine() : MatchEngine("Aho-Corasick, double array")
{
    private readonly OccurrenceList _found = new();
    private DoubleArrayAutomaton? _automaton;

    public override void Build(string[] phrases) => _automaton = DoubleArrayAutomaton.Build(phrases);

    public override long Count(BenchText text)
    {
        _found.Clear();
        _automaton!.Scan(text.Padded, 0, text.Length, _found);
        return _found.Count;
    }
}

/// <summary>The platform's multi-string search. It says where some phrase starts, not which, and so does less than the others.</summary>
internal sealed class SearchValuesEngine() : MatchEngine("SearchValues<string> (.NET)")
{
    private SearchValues<string>? _values;

    public override bool FindsAll => false;

    public override void Build(string[] phrases) => _values = SearchValues.Create(phrases, StringComparison.Ordinal);

    public override long Count(BenchText text)
    {
        var rest = text.Padded.AsSpan(0, text.Length);
        for (var count = 0L; ; count++)
        {
            var next = rest.IndexOfAny(_values!);
            if (next < 0)
                return count;
            rest = rest[(next + 1)..];
        }
    }
}
