using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Qa.Transcription.Recognition.Whisper;

/// <summary>The tokens of one text so far.</summary>
internal sealed class TextInTheMaking
{
    private readonly List<int> _tokens = [];
    private readonly List<float> _logProbabilities = [];
    private double _sum;

    public bool IsEnded { get; private set; }

    /// <summary>Of the tokens and the end.</summary>
    public double Sum => _sum;

    public ReadOnlySpan<int> Tokens => CollectionsMarshal.AsSpan(_tokens);

    public void Add(int token, float logProbability, int end)
    {
        _sum += logProbability;
        IsEnded = token == end;
        if (IsEnded)
            return;
        _tokens.Add(token);
        _logProbabilities.Add(logProbability);
    }

    public TextInTheMaking Copy()
    {
        var copy = new TextInTheMaking { _sum = _sum, IsEnded = IsEnded };
        copy._tokens.AddRange(_tokens);
        copy._logProbabilities.AddRange(_logProbabilities);
        return copy;
    }

    public double Mean => _sum / (_tokens.Count + 1);

    public DecodedText Finish(double noSpeech) =>
        new(ImmutableArray.CreateRange(_tokens), ImmutableArray.CreateRange(_logProbabilities), Mean, noSpeech, IsEnded);
}
