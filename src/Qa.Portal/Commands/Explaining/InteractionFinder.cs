using System.Text;
using System.Text.Json;
using Qa.Portal.Commands.Lines;
using Qa.Rules.Interactions;

namespace Qa.Portal.Commands.Explaining;

/// <summary>Finds one interaction by its id among many, parsing only lines that may be the one.</summary>
internal static class InteractionFinder
{
    /// <returns>Null when no line has the id.</returns>
    public static async Task<FoundInteraction?> FindAsync(LineInput input, string id, CancellationToken cancellation)
    {
        var written = Encoding.UTF8.GetBytes(id);
        await foreach (var batch in input.ReadAsync(onRead: null, cancellation).ConfigureAwait(false))
        {
            using (batch)
            {
                foreach (var (number, text) in batch.IsTooLong ? [] : batch.Lines())
                {
                    // In the bytes as they are, or escaped, which nothing but a backslash shows.
                    var mayBe = text.Span.IndexOf(written) >= 0 || text.Span.Contains((byte)'\\');
                    if (mayBe && IdOf(text.Span) == id)
                        return new(batch.Source, number, InteractionReader.Read(text.Span));
                }
            }
        }

        return null;
    }

    /// <summary>The id of a line; null where there is none, or no JSON.</summary>
    public static string? IdOf(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isId = reader.ValueTextEquals("id"u8);
                reader.Read();
                if (isId)
                    return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                reader.Skip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A bad line is not the one that is looked for.
        }

        return null;
    }
}

/// <summary>The line with the id, and what reading it gave.</summary>
internal sealed record FoundInteraction(string Source, long Line, InteractionReadResult Reading);
