namespace Qa.Portal.Modules.Recordings.Storing;

/// <summary>A recording that comes is larger than is taken.</summary>
internal sealed class RecordingTooLargeException(long most)
    : Exception(FormattableString.Invariant($"found more than {most} bytes, expected a recording of at most as many"));
