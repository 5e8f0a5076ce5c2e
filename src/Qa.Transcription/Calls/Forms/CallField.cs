namespace Qa.Transcription.Calls.Forms;

/// <summary>What a column of a table can say of a call, beside attributes.</summary>
internal enum CallField
{
    Id,
    File,
    StartedAt,
    AgentId,
    AgentName,
    AgentGroup,
    CustomerId,
    CustomerPhone,
    BusinessLine,
    AgentChannel,
    AgentSpeaker,
}
