namespace Qa.Rules.Scoring;

/// <summary>Why a decision cannot be taken.</summary>
/// <param name="Index">Its place in the list of decisions, from 0.</param>
public sealed record DecisionError(int Index, string Path, string Found, string Expected)
{
    public string Message => $"'{Path}': found {Found}, expected {Expected}";
}
