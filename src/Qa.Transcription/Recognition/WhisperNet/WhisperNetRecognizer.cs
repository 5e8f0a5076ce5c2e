using Qa.Transcription.Transcripts;
using Qa.Transcription.Transcripts.Text;
using Whisper.net;

namespace Qa.Transcription.Recognition.WhisperNet;

/// <summary>
/// Whisper by whisper.cpp, through the package Whisper.net, for those who have it: it is compiled only with
/// <c>-p:WhisperNet=true</c> and is no part of the tests. What it lacks beside <see cref="Whisper.OnnxWhisper"/> is batching.
/// </summary>
public sealed class WhisperNetRecognizer : ISpeechRecognizer
{
    private readonly WhisperFactory _factory;
    private readonly WhisperProcessor _processor;
    private readonly List<SegmentData> _heard = [];

    // The processor hears one chunk at a time.
    private readonly Lock _alone = new();

    private WhisperNetRecognizer(WhisperFactory factory, Whisper.WhisperOptions options)
    {
        _factory = factory;
        var builder = factory.CreateBuilder()
            .WithThreads(options.Threads)
            .WithNoContext()
            .WithProbabilities()
            .WithNoSpeechThreshold((float)options.MostNoSpeech)
            .WithLogProbThreshold((float)options.LeastLogProbability)
            .WithSegmentEventHandler(_heard.Add);
        builder = options.Language is { } language ? builder.WithLanguage(language) : builder.WithLanguageDetection();
        if (options.Prompt is { Length: > 0 } prompt)
            builder = builder.WithPrompt(prompt);
        if (options.Beams > 1)
            builder = builder.WithBeamSearchSamplingStrategy(beam => beam.WithBeamSize(options.Beams));
        _processor = builder.Build();
    }

    public string Name => "Whisper (whisper.cpp)";

    /// <param name="path">A model in whisper.cpp's form (<c>ggml-….bin</c>).</param>
    public static RecognizerOpening Open(string path, Whisper.WhisperOptions options)
    {
        if (!File.Exists(path))
            return new(null, new($"there is no file '{path}' of the model of speech recognition", $"put a model of whisper.cpp there"));
        var factory = WhisperFactory.FromPath(path);
        try
        {
            return new(new WhisperNetRecognizer(factory, options), null);
        }
        catch (WhisperModelLoadException exception)
        {
            factory.Dispose();
            return new(null, new($"'{path}' cannot be loaded: {exception.Message}", "put another model of whisper.cpp there"));
        }
    }

    public IReadOnlyList<TranscriptSegment> Recognize(IEnumerable<SpeechChunk> chunks, CancellationToken cancellation)
    {
        var segments = new List<TranscriptSegment>();
        foreach (var chunk in chunks)
        {
            cancellation.ThrowIfCancellationRequested();
            lock (_alone)
            {
                _heard.Clear();
                _processor.Process(chunk.Samples);
                segments.AddRange(_heard.Select(heard => ToSegment(heard, chunk)).Where(static segment => segment.Text.Length > 0));
            }
        }

        return [.. segments.OrderBy(static segment => segment.Time.Start)];
    }

    public void Dispose()
    {
        _processor.Dispose();
        _factory.Dispose();
    }

    private static TranscriptSegment ToSegment(SegmentData heard, SpeechChunk chunk) => new(
        new(chunk.StartSeconds + heard.Start.TotalSeconds, chunk.StartSeconds + Math.Max(heard.Start.TotalSeconds, heard.End.TotalSeconds)),
        SimplifiedChinese.Of(heard.Text.Trim()),
        SpeakerLabel.OfChannel(chunk.Channel),
        heard.Probability);
}
