using Qa.Rules.Interactions;

namespace Qa.Transcription.Transcripts;

/// <summary>
/// Who a transcript says spoke: a role, a channel, a speaker that was told from others but not named, or nothing (the default
/// value). Transcripts of different origin say more or less, and what they do not say is never guessed from the text.
/// </summary>
public readonly record struct SpeakerLabel
{
    private static readonly string[] AgentWords = ["agent", "坐席", "座席", "客服", "客服人员", "staff", "service", "operator", "employee"];
    private static readonly string[] CustomerWords = ["customer", "client", "user", "caller", "客户", "用户", "顾客", "来电人"];

    private SpeakerLabel(Role? role, int? channel, string? name) => (Role, Channel, Name) = (role, channel, name);

    public Role? Role { get; }

    /// <summary>The channel of the recording, from 0.</summary>
    public int? Channel { get; }

    /// <summary>What tells this speaker from others: <c>0</c>, <c>SPEAKER_01</c>.</summary>
    public string? Name { get; }

    public static SpeakerLabel OfRole(Role role) => new(role, null, null);

    public static SpeakerLabel OfChannel(int channel) => new(null, channel, null);

    /// <summary>The label for what a transcript calls a speaker; a word for a role is that role.</summary>
    public static SpeakerLabel OfName(string? name)
    {
        var word = name?.Trim() ?? "";
        if (word.Length == 0 || word == "?")
            return default;
        return RoleOf(word) is { } role ? OfRole(role) : new(null, null, word);
    }

    internal static Role? RoleOf(string word) =>
        AgentWords.Contains(word, StringComparer.OrdinalIgnoreCase) ? Rules.Interactions.Role.Agent
        : CustomerWords.Contains(word, StringComparer.OrdinalIgnoreCase) ? Rules.Interactions.Role.Customer
        : null;
}
