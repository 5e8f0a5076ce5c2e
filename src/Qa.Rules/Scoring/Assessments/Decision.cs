namespace Qa.Rules.Scoring;

/// <summary>What a person decided on one norm of a scorecard, in human scoring or an appeal.</summary>
/// <param name="Path">The norm.</param>
/// <param name="Outcome">
/// Met, violated (or, of a rewarding norm, rewarded) or not applicable; of a manual norm, manual or not applicable.
/// </param>
/// <param name="Points">Of a manual norm, 0 to −max; null otherwise, as the norm itself says what a violation costs.</param>
/// <param name="Reason">Why; not empty.</param>
/// <param name="By">Who decided.</param>
/// <param name="At">When, RFC 3339.</param>
public sealed record Decision(string Path, Outcome Outcome, decimal? Points, string Reason, string By, string At);
