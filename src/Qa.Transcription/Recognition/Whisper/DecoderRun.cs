using Microsoft.ML.OnnxRuntime;

namespace Qa.Transcription.Recognition.Whisper;

/// <summary>
/// One writing of some rows of tokens at once: remembers what was computed for the tokens so far, so that each further token
/// costs only itself.
/// </summary>
internal sealed class DecoderRun : IDisposable
{
    private readonly WhisperDecoder _decoder;
    private readonly int _rows;
    private readonly RunOptions _options = new();
    private readonly OrtValue _hidden;
    private readonly OrtValue[] _caches;
    private float[] _scores = [];
    private int _vocabulary;
    private bool _isPrimed;

    public DecoderRun(WhisperDecoder decoder, HeardChunks heard)
    {
        (_decoder, _rows) = (decoder, heard.Chunks);
        _hidden = OrtValue.CreateTensorValueFromMemory(heard.Values, [heard.Chunks, heard.Positions, heard.Width]);

        // Before the first run nothing is remembered; the inputs must be there all the same.
        _caches = [.. decoder.Caches.Select(_ => Empty())];
    }

    /// <summary>Scores of all tokens, at the positions of the last run.</summary>
    public Span<float> ScoresAt(int row, int position) => _scores.AsSpan((row * Positions + position) * _vocabulary, _vocabulary);

    /// <summary>Positions that the last run gave scores for.</summary>
    public int Positions { get; private set; }

    /// <summary>Runs the same prompt for every row.</summary>
    public void Prime(IReadOnlyList<int> prompt)
    {
        var tokens = new long[_rows * prompt.Count];
        for (var index = 0; index < tokens.Length; index++)
            tokens[index] = prompt[index % prompt.Count];
        Run(tokens);
        _isPrimed = true;
    }

    /// <summary>Adds one token to each row.</summary>
    public void Add(IReadOnlyList<int> tokens) => Run([.. tokens.Select(static token => (long)token)]);

    /// <summary>Has each row go on from what another row has so far. What was heard stays: all rows must be of one chunk.</summary>
    public void Reorder(IReadOnlyList<int> from)
    {
        if (from.Select(static (row, index) => row == index).All(static same => same))
            return;
        for (var index = 0; index < _caches.Length; index++)
        {
            if (!IsOfText(index))
                continue;
            var shape = _caches[index].GetTensorTypeAndShape().Shape;
            var values = _caches[index].GetTensorDataAsSpan<float>();
            var length = values.Length / _rows;
            var reordered = new float[values.Length];
            for (var row = 0; row < _rows; row++)
                values.Slice(from[row] * length, length).CopyTo(reordered.AsSpan(row * length));
            _caches[index].Dispose();
            _caches[index] = OrtValue.CreateTensorValueFromMemory(reordered, shape);
        }
    }

    public void Dispose()
    {
        foreach (var cache in _caches)
            cache.Dispose();
        _hidden.Dispose();
        _options.Dispose();
    }

    private void Run(long[] tokens)
    {
        Positions = tokens.Length / _rows;
        using var input = OrtValue.CreateTensorValueFromMemory(tokens, [_rows, Positions]);
        using var goesOn = OrtValue.CreateTensorValueFromMemory(new[] { _isPrimed }, [1]);

        // The outputs are kept one by one, as what is remembered, and not as the whole that the engine returns.
        var outputs = _decoder.Session.Run(_options, [.. _decoder.Inputs], [input, _hidden, .. _caches, goesOn], [.. _decoder.Outputs]);
        var scores = outputs[0].GetTensorDataAsSpan<float>();
        _vocabulary = (int)outputs[0].GetTensorTypeAndShape().Shape[2];
        if (_scores.Length < scores.Length)
            _scores = new float[scores.Length];
        scores.CopyTo(_scores);
        outputs[0].Dispose();
        for (var index = 0; index < _caches.Length; index++)
        {
            // What is remembered of the sound does not change, and the branch that goes on gives an empty stand-in for it.
            var isKept = !_isPrimed || IsOfText(index);
            (isKept ? _caches[index] : outputs[index + 1]).Dispose();
            if (isKept)
                _caches[index] = outputs[index + 1];
        }
    }

    private bool IsOfText(int cache) => _decoder.Caches[cache].Contains(".decoder.", StringComparison.Ordinal);

    private OrtValue Empty() => OrtValue.CreateTensorValueFromMemory(new float[_rows * _decoder.Heads * _decoder.HeadWidth], [_rows, _decoder.Heads, 1, _decoder.HeadWidth]);
}
