using System.Collections.Immutable;

namespace Qa.Transcription.Calls;

/// <summary>Collects what is wrong with call data, up to a bound: a file of another kind would have an error in every line.</summary>
internal sealed class CallDataErrors
{
    private const int LongestQuote = 40;

    private readonly List<CallDataError> _errors = [];

    public ImmutableArray<CallDataError> ToImmutable() => [.. _errors];

    public void Add(string place, string found, string expected)
    {
        if (_errors.Count < CallDataReader.MaximumErrors)
            _errors.Add(new(place, found, expected));
    }

    /// <summary>What an error repeats of the data, on one line and never with half a character at its end.</summary>
    public static string Shortened(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        if (line.Length <= LongestQuote)
            return line;
        var kept = char.IsHighSurrogate(line[LongestQuote - 2]) ? LongestQuote - 2 : LongestQuote - 1;
        return string.Concat(line.AsSpan(0, kept), "…");
    }
}
