using System.Collections.Immutable;
using Qa.Rules.Interactions;

namespace Qa.Grains.Inspection.Intake;

/// <summary>An interaction that came in and was read: what it says, the bytes it came in, and its hash.</summary>
/// <param name="Content">As it came.</param>
/// <param name="Hash">Of its canonical form; see <see cref="InteractionHash"/>.</param>
public sealed record ReceivedInteraction(Interaction Interaction, byte[] Content, string Hash)
{
    /// <summary>Reads and checks what came in.</summary>
    /// <returns>The interaction, or null and every error.</returns>
    public static (ReceivedInteraction? Received, ImmutableArray<InteractionError> Errors) Read(byte[] json)
    {
        var read = InteractionReader.Read(json);
        if (read.Interaction is not { } interaction)
            return (null, read.Errors);
        var unusable = Unusable(interaction);
        return unusable.IsEmpty ? (new(interaction, json, InteractionHash.Of(json)), []) : (null, unusable);
    }

    // PostgreSQL keeps no U+0000 in a text, and what interactions are found by is kept as text.
    private static ImmutableArray<InteractionError> Unusable(Interaction interaction)
    {
        (string Path, string? Text)[] keys =
        [
            ("id", interaction.Id), ("agent.id", interaction.Agent.Id), ("agent.group", interaction.Agent.Group), ("businessLine", interaction.BusinessLine),
        ];
        return [.. keys.Where(static key => key.Text?.Contains('\0', StringComparison.Ordinal) == true).Select(static key => new InteractionError(key.Path, 0, "a U+0000", "text without it"))];
    }
}
