namespace Qa.Grains.Publication.Log;

/// <summary>What somebody said later of a version that was published as an emergency.</summary>
public sealed record EmergencyReview(string Reviewer, DateTimeOffset At, bool Accepted, string Note);
