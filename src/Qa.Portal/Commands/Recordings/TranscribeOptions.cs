namespace Qa.Portal.Commands.Recordings;

/// <summary>What <c>qa transcribe</c> was asked for.</summary>
internal sealed record TranscribeOptions(
    string[] Files,
    string? TranscriptPath,
    string? OutputPath,
    string AgentChannel,
    string? AgentSpeaker,
    string AgentId,
    string Language,
    string? Words,
    string Engine);
