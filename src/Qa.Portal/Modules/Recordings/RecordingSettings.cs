using Qa.Portal.Platform.Files;
using Qa.Transcription.Models;
using Qa.Transcription.Recognition;
using Qa.Transcription.Recognition.Whisper;
using Qa.Transcription.Recordings;

namespace Qa.Portal.Modules.Recordings;

/// <summary>How a server takes recordings in and hears them.</summary>
/// <param name="Models">Where the models lie, or will.</param>
internal sealed record RecordingSettings(FileStoreSettings Store, ModelFolder Models)
{
    /// <summary>Name of the engine that writes texts.</summary>
    public string Engine { get; init; } = SpeechEngines.Onnx;

    public WhisperOptions Whisper { get; init; } = new();

    /// <summary>Which channel is the agent's, where call data do not say.</summary>
    public ChannelLayout Layout { get; init; } = ChannelLayout.AgentLeft;

    /// <summary>Where the centre is: times of call data that have no offset are of there.</summary>
    public TimeZoneInfo Zone { get; init; } = CentreZone.Default;

    /// <summary>Recordings that are heard at once. Each takes a core, and writing texts takes more.</summary>
    public int Workers { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Folders whose recordings are taken in by themselves.</summary>
    public IReadOnlyList<string> WatchedFolders { get; init; } = [];

    /// <summary>How long a file must have stayed as it is before it is taken.</summary>
    public TimeSpan Settling { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a recording waits for call data or a transcript beside it before it is taken without.</summary>
    public TimeSpan Waiting { get; init; } = TimeSpan.FromSeconds(30);
}
