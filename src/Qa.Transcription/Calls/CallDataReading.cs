using System.Collections.Immutable;

namespace Qa.Transcription.Calls;

/// <summary>What reading call data gave: the calls that are right, what is wrong with the others, or why it is no call data at all.</summary>
/// <param name="Form">What it was read as, in words for people; null where it is no call data.</param>
/// <param name="Records">In the order of the data.</param>
/// <param name="Errors">At most <see cref="CallDataReader.MaximumErrors"/>. A call with an error is not among the records.</param>
/// <param name="NotCallData">Why it is something else; null where it is call data, be they ever so wrong.</param>
public sealed record CallDataReading(
    string? Form, ImmutableArray<CallRecord> Records, ImmutableArray<CallDataError> Errors, CallDataError? NotCallData = null)
{
    public bool IsCallData => NotCallData is null;
}
