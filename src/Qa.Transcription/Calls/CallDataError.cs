namespace Qa.Transcription.Calls;

/// <summary>One error of call data: where, what was found, what was expected.</summary>
/// <param name="Place">As in <c>line 3, 'start time'</c> or <c>calls[2].agent.id</c>; empty for the whole.</param>
public sealed record CallDataError(string Place, string Found, string Expected)
{
    public string Message => $"{(Place.Length == 0 ? "" : $"{Place}: ")}found {Found}, expected {Expected}";
}
