using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Qa.Transcription.Recognition.Whisper;

/// <summary>The half of Whisper that hears: from log-mel to what the writing half attends to.</summary>
internal sealed class WhisperEncoder : IDisposable
{
    private const string Features = "input_features";
    private const string Hidden = "last_hidden_state";

    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();

    private WhisperEncoder(InferenceSession session, int bands) => (_session, Bands) = (session, bands);

    public int Bands { get; }

    /// <param name="wrong">What is wrong with the file; empty when it was loaded.</param>
    public static WhisperEncoder? TryLoad(string path, int bands, int threads, out string wrong)
    {
        var session = WhisperSession.TryLoad(path, threads, out wrong);
        if (session is null)
            return null;
        wrong = WhisperSession.Check(session.InputMetadata, Features, TensorElementType.Float, 0, bands, LogMel.Frames);
        if (wrong.Length == 0)
            wrong = WhisperSession.Check(session.OutputMetadata, Hidden, TensorElementType.Float, 0, 0, 0);
        if (wrong.Length == 0)
            return new(session, bands);
        wrong = $"'{path}': {wrong}";
        session.Dispose();
        return null;
    }

    /// <summary>Hears some chunks at once, each given as its log-mel.</summary>
    public HeardChunks Hear(float[] features, int chunks)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(features, [chunks, Bands, LogMel.Frames]);
        using var outputs = _session.Run(_options, [Features], [input], [Hidden]);
        var shape = outputs[0].GetTensorTypeAndShape().Shape;
        return new(outputs[0].GetTensorDataAsSpan<float>().ToArray(), chunks, (int)shape[1], (int)shape[2]);
    }

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }
}

/// <summary>What was heard of some chunks: for each <paramref name="Positions"/> of <paramref name="Width"/> numbers.</summary>
internal sealed record HeardChunks(float[] Values, int Chunks, int Positions, int Width)
{
    /// <summary>The chosen chunks, in this order, also several times.</summary>
    public HeardChunks Rows(IReadOnlyList<int> rows)
    {
        var length = Positions * Width;
        var values = new float[rows.Count * length];
        for (var index = 0; index < rows.Count; index++)
            Values.AsSpan(rows[index] * length, length).CopyTo(values.AsSpan(index * length));
        return this with { Values = values, Chunks = rows.Count };
    }
}
