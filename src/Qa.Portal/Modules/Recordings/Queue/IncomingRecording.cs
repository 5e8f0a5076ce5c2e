using System.Globalization;
using Qa.Portal.Platform.Files;
using Qa.Transcription.Calls;
using Qa.Transcription.Recordings;

namespace Qa.Portal.Modules.Recordings.Queue;

/// <summary>A recording that has come whole, with what came with it.</summary>
/// <param name="FileName">As people know it; see <see cref="RecordingFileName.Of"/>.</param>
/// <param name="Source"><c>upload</c>, or its path in a watched folder.</param>
/// <param name="Call">Null where nothing is said of the call.</param>
/// <param name="Transcript">Null to have the engine write it.</param>
internal sealed record IncomingRecording(StagedFile Staged, string FileName, string Source, string SentBy, CallRecord? Call, byte[]? Transcript)
{
    /// <summary>Stands where nobody says who the agent was.</summary>
    public const string UnknownAgent = "unknown";

    /// <summary>When the call began, as far as the file tells.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    public required ChannelLayout Layout { get; init; }

    /// <summary>The call data under an id.</summary>
    public StoredCall CallAs(string id)
    {
        var start = WrittenAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var fallbacks = new CallDataFallbacks(id, start, UnknownAgent) { Layout = Layout };
        return StoredCall.Of((Call ?? new CallRecord("")).ToCallData(fallbacks), isGiven: Call is not null);
    }
}
