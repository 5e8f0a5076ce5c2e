namespace Qa.Portal.Platform.Privacy;

/// <summary>Whose an interaction, or a recording that is none yet, is: what requests and holds are held against.</summary>
/// <param name="Interaction">Its id.</param>
/// <param name="At">When it began, or came in.</param>
/// <param name="Phone">As it was written there.</param>
internal sealed record CustomerTrace(string Interaction, string? AgentId, DateTimeOffset At, string? CustomerId, string? Phone);
