using System.Collections.Immutable;
using Qa.Rules.Interactions;
using Qa.Transcription.Recordings;

namespace Qa.Transcription.Calls;

/// <summary>随路数据: what call data say of one recorded call. What they do not say is null, and is filled in by <see cref="ToCallData"/>.</summary>
/// <param name="Place">Where in the data it stands, for messages: <c>line 3</c>, <c>calls[2]</c>; empty where the data are one call.</param>
public sealed record CallRecord(string Place)
{
    /// <summary>The recording as the data name it, with folders or as an address; null where they name none.</summary>
    public string? File { get; init; }

    /// <summary>Other names that the data have for the recording, as written: systems rename and convert what they record.</summary>
    public ImmutableArray<string> OtherFiles { get; init; } = [];

    /// <summary>Identity of the call, 1..128 UTF-16 units.</summary>
    public string? Id { get; init; }

    /// <summary>RFC 3339.</summary>
    public string? StartedAt { get; init; }

    /// <summary>1..128 UTF-16 units.</summary>
    public string? AgentId { get; init; }

    public string? AgentName { get; init; }

    public string? AgentGroup { get; init; }

    public CustomerReference? Customer { get; init; }

    public string? BusinessLine { get; init; }

    /// <summary>The agent's channel of the recording, 0 (left) or 1 (right).</summary>
    public int? AgentChannel { get; init; }

    /// <summary>Which of a transcript's speakers is the agent.</summary>
    public string? AgentSpeaker { get; init; }

    public ImmutableSortedDictionary<string, AttributeValue> Attributes { get; init; } =
        ImmutableSortedDictionary.Create<string, AttributeValue>(StringComparer.Ordinal);

    /// <summary>The last part of <see cref="File"/>, decoded where it is an address; null where the data name none.</summary>
    public string? FileName => File is null ? null : RecordingName.LastPartOf(File);

    /// <summary>The last parts of all names that the data have for the recording.</summary>
    public IEnumerable<string> FileNames => OtherFiles.Append(File).OfType<string>().Select(RecordingName.LastPartOf);

    /// <summary>
    /// How many last parts of a recording's path this call's file has too, by the name that has most; 0 where not even the file's
    /// name is the same. Some systems use a name again in each folder, so the call with most parts is the recording's.
    /// </summary>
    public int SharedParts(string path) => OtherFiles.Append(File ?? "").Max(name => RecordingName.SharedParts(name, path));

    /// <summary>The call data, with the fallbacks in the place of what is not known.</summary>
    public CallData ToCallData(CallDataFallbacks fallbacks) => new(
        Id ?? fallbacks.Id,
        StartedAt ?? fallbacks.StartedAt,
        new(AgentId ?? fallbacks.AgentId, AgentName, AgentGroup),
        Customer,
        BusinessLine,
        AgentSpeaker)
    {
        Layout = AgentChannel is { } channel ? new(channel) : fallbacks.Layout,
        Attributes = Attributes,
    };
}
