namespace Qa.Portal.Modules.Recordings.Storing;

/// <summary>A recording that comes is larger than is taken.</summary>
internal sealed class RecordingTooLargeException()
    : Exception(FormattableString.Invariant($"found more than {RecordingStore.MaximumBytes} bytes, expected a recording of at most as many"));
