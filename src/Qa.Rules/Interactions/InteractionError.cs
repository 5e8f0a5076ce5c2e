namespace Qa.Rules.Interactions;

/// <summary>One error of an interaction's JSON.</summary>
/// <param name="Path">Where it is, as in <c>turns[3].start</c>; empty for the whole.</param>
/// <param name="Column">1-based, in bytes from the start of the JSON; 0 where not known.</param>
public sealed record InteractionError(string Path, long Column, string Found, string Expected)
{
    public string Message
    {
        get
        {
            var place = Path.Length == 0 ? "" : $"'{Path}': ";
            return $"{place}found {Found}, expected {Expected}";
        }
    }
}
