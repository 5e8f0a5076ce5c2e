using Qa.Rules.Interactions;

namespace Qa.Transcription.Recordings;

/// <summary>Which channel of a recording is the agent's; the other is the customer's. Recorders differ, so it is configured.</summary>
/// <param name="AgentChannel">0 (left) or 1 (right).</param>
public readonly record struct ChannelLayout(int AgentChannel)
{
    public static ChannelLayout AgentLeft => new(0);

    public Role RoleOf(int channel) => channel == AgentChannel ? Role.Agent : Role.Customer;

    public int ChannelOf(Role role) => role == Role.Agent ? AgentChannel : 1 - AgentChannel;
}
