using System.Text.Json.Nodes;
using Qa.Grains.Storage;
using Qa.Portal.Modules.Recordings.Queue;

namespace Qa.Portal.Modules.Recordings;

/// <summary>A recording as the interface for machines shows it.</summary>
/// <param name="State">One of <see cref="QueueStates.All"/>.</param>
/// <param name="Reason">Why it is no further, and what helps.</param>
/// <param name="Sound">What is measured of it, in a view of one; see qa transcribe.</param>
internal sealed record RecordingView(
    string Id, long Number, string State, string? Reason, string File, long Bytes, string Hash, string Source, string SentBy, DateTimeOffset ReceivedAt,
    DateTimeOffset ChangedAt, bool HasTranscript, StoredCall Call, JsonNode? Sound, bool IsSoundErased)
{
    // Said above, or found as an interaction.
    private static readonly string[] Elsewhere = ["file", "state", "reason", "interaction"];

    /// <param name="outcome">The line of JSON that was stored; null where there is none yet, or it is not wanted.</param>
    /// <param name="isUnmasked">Whether the customer's number is shown whole.</param>
    public static RecordingView Of(RecordingRow row, byte[]? outcome = null, bool isUnmasked = false) => new(
        row.InteractionId, row.Number, row.State, row.Reason, row.FileName, row.Bytes, row.Hash, row.Source, row.SentBy, UtcTicks.ToTime(row.ReceivedAt),
        UtcTicks.ToTime(row.ChangedAt), row.HasTranscript, StoredCall.Parse(row.Call).Shown(isUnmasked), SoundOf(outcome), row.SoundErasure is not null);

    private static JsonObject? SoundOf(byte[]? outcome)
    {
        if (outcome is null || JsonNode.Parse(outcome) is not JsonObject sound)
            return null;
        foreach (var key in Elsewhere)
            sound.Remove(key);
        return sound.Count == 0 ? null : sound;
    }
}

/// <summary>What became of a recording that was sent in.</summary>
/// <param name="Outcome"><c>accepted</c> or <c>duplicate</c>.</param>
internal sealed record SentRecordingView(string Outcome, RecordingView Recording);

/// <summary>Whether this process can hear recordings, and how its watched folders stand.</summary>
/// <param name="VoiceMissing">Null when the model of voice activity is there: without it nothing is heard.</param>
/// <param name="Engine">Null while there is none; <paramref name="EngineMissing"/> says what it lacks.</param>
internal sealed record HearingView(string? VoiceMissing, string? Engine, string? EngineMissing, IReadOnlyList<Folders.FolderStatus> Folders);
