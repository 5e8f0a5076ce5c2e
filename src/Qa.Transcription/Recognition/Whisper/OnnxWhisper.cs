using Qa.Transcription.Models;
using Qa.Transcription.Transcripts;

namespace Qa.Transcription.Recognition.Whisper;

/// <summary>Whisper in ONNX form, as an engine: chunks go in by batches, what looks wrong is written again with more chance, and silence is dropped.</summary>
public sealed class OnnxWhisper : ISpeechRecognizer
{
    /// <summary>How an operator brings the model.</summary>
    public const string FetchCommand = "qa models fetch whisper --from FOLDER-OR-ADDRESS";

    private readonly WhisperModel _model;
    private readonly WhisperOptions _options;
    private readonly SegmentCutter _cutter;

    private OnnxWhisper(WhisperModel model, WhisperOptions options) =>
        (_model, _options, _cutter) = (model, options, new(model.Vocabulary, options));

    public string Name => "Whisper (ONNX)";

    /// <summary>The engine, ready, or what it lacks.</summary>
    public static RecognizerOpening Open(ModelFolder folder, WhisperOptions options)
    {
        if (WhisperModel.TryLoad(folder, options.Threads, out var missing) is not { } model)
            return new(null, new(missing, FetchCommand));
        if (options.Language is not { } language || model.Vocabulary.Languages.ContainsKey(language))
            return new(new OnnxWhisper(model, options), null);
        model.Dispose();
        return new(null, new($"the model of speech recognition does not know the language '{language}'", FetchCommand));
    }

    public IReadOnlyList<TranscriptSegment> Recognize(IEnumerable<SpeechChunk> chunks, CancellationToken cancellation)
    {
        var segments = new List<TranscriptSegment>();
        var mel = new LogMel(_model.Encoder.Bands);
        int? language = _options.Language is { } name ? _model.Vocabulary.Languages[name] : null;
        using var coming = chunks.GetEnumerator();
        var rests = new Queue<SpeechChunk>();
        while (NextBatch(coming, rests) is { Length: > 0 } batch)
        {
            cancellation.ThrowIfCancellationRequested();
            var heard = Hear(batch, mel);

            // One call is in one language: the first batch tells it. A model of one language is not asked.
            if (language is null && _model.Vocabulary.Languages.Count > 0)
                language = DetectLanguage(heard);
            var texts = Write(heard, WhisperPrompt.Of(_model, _options.Prompt, language), cancellation);
            for (var index = 0; index < batch.Length; index++)
            {
                if (texts[index].IsSilence(_options))
                    continue;
                segments.AddRange(_cutter.Cut(texts[index], batch[index]));
                if (_cutter.RestOf(texts[index], batch[index]) is { } rest)
                    rests.Enqueue(rest);
            }
        }

        return [.. segments.OrderBy(static segment => segment.Time.Start)];
    }

    public void Dispose() => _model.Dispose();

    // What is left of chunks that were heard goes first: so no more of them pile up than one batch leaves.
    private SpeechChunk[] NextBatch(IEnumerator<SpeechChunk> coming, Queue<SpeechChunk> rests)
    {
        var batch = new List<SpeechChunk>();
        while (batch.Count < Math.Max(1, _options.BatchSize))
        {
            if (rests.TryDequeue(out var rest))
                batch.Add(rest);
            else if (coming.MoveNext())
                batch.Add(coming.Current);
            else
                break;
        }

        return [.. batch];
    }

    private HeardChunks Hear(SpeechChunk[] batch, LogMel mel)
    {
        var size = mel.Bands * LogMel.Frames;
        var features = new float[batch.Length * size];
        for (var index = 0; index < batch.Length; index++)
            mel.Compute(batch[index].Samples, features.AsSpan(index * size, size));
        return _model.Encoder.Hear(features, batch.Length);
    }

    private DecodedText[] Write(HeardChunks heard, WhisperPrompt prompt, CancellationToken cancellation)
    {
        var decoding = new RowDecoding(_model, prompt);
        var texts = new DecodedText[heard.Chunks];
        List<int> wrong = [.. Enumerable.Range(0, heard.Chunks)];
        foreach (var temperature in _options.Temperatures)
        {
            var again = decoding.Decode(heard.Rows(wrong), temperature, cancellation);
            for (var index = 0; index < wrong.Count; index++)
                texts[wrong[index]] = again[index];
            if (temperature <= 0 && _options.Beams > 1)
                Search(heard, wrong, texts, prompt, cancellation);
            wrong.RemoveAll(row => !texts[row].LooksWrong(_options, _model.Vocabulary.Decode(texts[row].Tokens)));
            if (wrong.Count == 0)
                break;
        }

        return texts;
    }

    private void Search(HeardChunks heard, List<int> rows, DecodedText[] texts, WhisperPrompt prompt, CancellationToken cancellation)
    {
        var beams = new BeamDecoding(_model, prompt, _options.Beams);
        foreach (var row in rows)
            texts[row] = beams.Decode(heard.Rows([row]), texts[row].NoSpeech, cancellation);
    }

    /// <summary>The language that is likeliest over all chunks.</summary>
    private int DetectLanguage(HeardChunks heard)
    {
        using var run = new DecoderRun(_model.Decoder, heard);
        run.Prime([_model.Vocabulary.Start]);
        return _model.Vocabulary.Languages.Values.MaxBy(language => Enumerable.Range(0, heard.Chunks).Sum(row =>
        {
            var scores = run.ScoresAt(row, 0);
            return Math.Exp(scores[language] - TokenScores.LogSum(scores));
        }));
    }
}
