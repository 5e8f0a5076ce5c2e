using System.Collections.Immutable;
using Qa.Transcription.Recordings;

namespace Qa.Portal.Modules.Recordings.Queue;

/// <summary>A recording as it is stored, without its documents.</summary>
internal sealed class RecordingRow
{
    /// <summary>In the order in which recordings came.</summary>
    public long Number { get; init; }

    /// <summary>Identity of the interaction that it becomes, and its own.</summary>
    public string InteractionId { get; init; } = "";

    /// <summary>SHA-256 of its bytes as they came.</summary>
    public string Hash { get; init; } = "";

    public long Bytes { get; init; }

    public string FileName { get; init; } = "";

    /// <summary><c>upload</c>, or its path in a watched folder.</summary>
    public string Source { get; init; } = "";

    public string SentBy { get; init; } = "";

    /// <summary>As <see cref="StoredCall"/> writes it.</summary>
    public byte[] Call { get; init; } = [];

    /// <summary>One of <see cref="QueueStates"/>, or of the states of a recording.</summary>
    public string State { get; init; } = "";

    public string? Reason { get; init; }

    public bool HasTranscript { get; init; }

    /// <summary>Whether its interaction is stored: what comes of it later is a revision.</summary>
    public bool IsStored { get; init; }

    /// <summary>Counts what was changed by people; what was heard before a change is not completed.</summary>
    public long Generation { get; init; }

    public long Attempts { get; init; }

    /// <summary>Number of the erasure that took what was said and the call data; null where none did.</summary>
    public long? Erasure { get; init; }

    /// <summary>The same of the original.</summary>
    public long? SoundErasure { get; init; }

    /// <summary>Whether there is nothing left to hear: no correction brings it back.</summary>
    public bool IsErased => Erasure is not null || SoundErasure is not null;

    public string? Owner { get; init; }

    /// <summary>UTC ticks.</summary>
    public long ReceivedAt { get; init; }

    /// <summary>UTC ticks.</summary>
    public long ChangedAt { get; init; }
}

/// <summary>States of a recording that is on its way, beside those that a transcription ends with.</summary>
internal static class QueueStates
{
    /// <summary>It waits to be heard, or is being heard.</summary>
    public const string Queued = "queued";

    /// <summary>It has been heard; its interaction is on its way to be stored and scored.</summary>
    public const string Heard = "heard";

    /// <summary>It was tried several times without a result.</summary>
    public const string Failed = "failed";

    /// <summary>Another interaction is stored under its id.</summary>
    public const string Conflict = "conflict";

    /// <summary>What it was made of was erased.</summary>
    public const string Erased = "erased";

    /// <summary>These, and those that a transcription ends with.</summary>
    public static ImmutableArray<string> All { get; } = [Queued, Heard, Failed, Conflict, Erased, .. Enum.GetValues<RecordingState>().Select(RecordingStateNames.Of)];
}
