using Microsoft.Extensions.Logging;
using Qa.Transcription.Models;
using Qa.Transcription.Recognition;
using Qa.Transcription.Speech;

namespace Qa.Portal.Modules.Recordings.Queue;

/// <summary>
/// The models of this process: the one of voice activity, and the engine that writes texts. Both are loaded when they are there,
/// which may be long after the start: an operator brings them while the server runs.
/// </summary>
internal sealed partial class SpeechModels(RecordingSettings settings, TimeProvider time, ILogger<SpeechModels> logger) : IDisposable
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private DateTimeOffset _lookedAt = DateTimeOffset.MinValue;
    private string? _triedVoice;
    private string? _triedEngine;

    /// <summary>Null while it is missing; <see cref="MissingVoice"/> says why.</summary>
    public VoiceModel? Voice { get; private set; }

    public string? MissingVoice { get; private set; }

    /// <summary>The engine, or what it lacks.</summary>
    public RecognizerOpening Engine { get; private set; } = new(null, null);

    /// <summary>Looks whether what was missing has come.</summary>
    public void Look()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if ((Voice is not null && Engine.Recognizer is not null) || now - _lookedAt < LookPeriod)
                return;
            _lookedAt = now;
            LookForVoice();
            LookForEngine();
        }
    }

    public void Dispose()
    {
        Voice?.Dispose();
        Engine.Recognizer?.Dispose();
    }

    private void LookForVoice()
    {
        var files = Signature(KnownModel.Voice);
        if (Voice is not null || files == _triedVoice)
            return;
        _triedVoice = files;
        var path = settings.Models.PathOf(KnownModel.Voice, KnownModel.Voice.Files[0]);
        if (File.Exists(path))
        {
            Voice = VoiceModel.TryLoad(path, out var wrong);
            MissingVoice = Voice is null ? wrong : null;
        }
        else
        {
            MissingVoice = $"there is no file '{path}'; bring it with: qa models fetch voice --from FOLDER-OR-ADDRESS";
        }

        if (MissingVoice is { } missing)
            LogVoiceMissing(missing);
    }

    // An engine is large: one that could not be loaded is tried again only when something about its files has changed.
    private void LookForEngine()
    {
        var files = Signature(KnownModel.Whisper);
        if (Engine.Recognizer is not null || files == _triedEngine)
            return;
        _triedEngine = files;
        Engine = SpeechEngines.Open(settings.Engine, settings.Models, settings.Whisper);
        if (Engine.Recognizer is { } recognizer)
            LogEngineReady(recognizer.Name);
        else
            LogEngineMissing(Engine.Missing!.Message);
    }

    private string Signature(KnownModel model)
    {
        var folder = new DirectoryInfo(settings.Models.FolderOf(model));
        if (!folder.Exists)
            return "";
        var files = folder.EnumerateFiles().OrderBy(static file => file.Name, StringComparer.Ordinal);
        return string.Join('|', files.Select(static file => FormattableString.Invariant($"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}")));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Recordings wait: {Missing}")]
    private partial void LogVoiceMissing(string missing);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Recordings without a transcript wait for their text: {Missing}")]
    private partial void LogEngineMissing(string missing);

    [LoggerMessage(Level = LogLevel.Information, Message = "Recordings are heard by {Engine}")]
    private partial void LogEngineReady(string engine);
}
