using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Qa.Rules.Interactions;
using Qa.Rules.Trees;
using Qa.Transcription.Recordings;

namespace Qa.Portal.Modules.NormSets.Cases;

/// <summary>The dialogue of a case as it is kept: an interaction without what no norm looks at, the customer and the recording.</summary>
internal static class CaseContent
{
    /// <summary>Longest dialogue, in characters of its JSON.</summary>
    public const int MaximumLength = 500_000;

    // Readable where somebody looks at the row, and half as long.
    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Interaction interaction)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, Written))
            InteractionJson.Write(json, interaction with { Customer = null, Recording = null, Agent = interaction.Agent with { Name = null } });
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>Null where it can no longer be read.</summary>
    public static Interaction? Read(string content) => InteractionReader.Read(Encoding.UTF8.GetBytes(content)).Interaction;

    /// <summary>A dialogue that somebody wrote, as one of a channel that the set is for.</summary>
    public static Interaction For(Interaction written, NormTree tree) => tree.AppliesTo.Channels is [var first, ..] channels && !channels.Contains(written.Channel) ? written with { Channel = first } : written;
}
