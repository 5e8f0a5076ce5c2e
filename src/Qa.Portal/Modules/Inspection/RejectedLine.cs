namespace Qa.Portal.Modules.Inspection;

/// <summary>A line that was not taken, and why.</summary>
/// <param name="Line">From 1.</param>
internal sealed record RejectedLine(long Line, string Error);
