using System.Numerics.Tensors;

namespace Qa.Transcription.Recognition.Whisper;

/// <summary>
/// Writes the texts of several chunks at once, one token at a time each: the likeliest at temperature 0, else drawn by chance, from
/// the same dice at every run, so that the same recording gives the same text.
/// </summary>
internal sealed class RowDecoding(WhisperModel model, WhisperPrompt prompt)
{
    private const int Seed = 20_260;

    private readonly ScoreFilter _filter = new(model);

    public IReadOnlyList<DecodedText> Decode(HeardChunks heard, double temperature, CancellationToken cancellation)
    {
        var rows = heard.Chunks;
        var most = prompt.Room(model);
        var texts = Enumerable.Range(0, rows).Select(static _ => new TextInTheMaking()).ToArray();
        var random = new Random(Seed);
        using var run = new DecoderRun(model.Decoder, heard);
        run.Prime(prompt.Tokens);
        var noSpeech = NoSpeech(run, rows);
        var next = new int[rows];
        for (var count = 0; count < most && texts.Any(static text => !text.IsEnded); count++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (count > 0)
                run.Add(next);
            for (var row = 0; row < rows; row++)
                next[row] = texts[row].IsEnded ? model.Vocabulary.End : Choose(run.ScoresAt(row, run.Positions - 1), texts[row], temperature, random);
        }

        return [.. texts.Select((text, row) => text.Finish(noSpeech[row]))];
    }

    private int Choose(Span<float> scores, TextInTheMaking text, double temperature, Random random)
    {
        _filter.Apply(scores, text.Tokens);
        var token = temperature <= 0 ? TensorPrimitives.IndexOfMax((ReadOnlySpan<float>)scores) : TokenScores.Draw(scores, temperature, random);
        text.Add(token, scores[token], model.Vocabulary.End);
        return token;
    }

    /// <summary>How probable "no speech" is where the text would begin.</summary>
    private double[] NoSpeech(DecoderRun run, int rows)
    {
        var probabilities = new double[rows];
        if (model.Vocabulary.NoSpeech is not { } token)
            return probabilities;
        for (var row = 0; row < rows; row++)
        {
            var scores = run.ScoresAt(row, prompt.StartPosition);
            probabilities[row] = Math.Exp(scores[token] - TokenScores.LogSum(scores));
        }

        return probabilities;
    }
}
