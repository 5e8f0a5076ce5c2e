using System.Text.Json;

namespace Qa.Rules.Interactions;

/// <summary>
/// Reads an interaction from its JSON (norm-tree.md §1): the border at which interactions are checked, once. All errors are
/// reported at once. A key with null is the same as a key left out; a key that the page does not name is an error, so that
/// nothing sent is silently lost (what else a norm may ask for belongs into <c>attributes</c>).
/// </summary>
public static class InteractionReader
{
    /// <summary>Largest JSON text of one interaction, in bytes.</summary>
    public const int MaximumBytes = 64 * 1024 * 1024;

    /// <summary>Most turns of one interaction.</summary>
    public const int MaximumTurns = 100_000;

    /// <summary>Longest identity, in UTF-16 units.</summary>
    public const int MaximumIdLength = 128;

    /// <summary>Largest magnitude of a time, in seconds: about thirty years.</summary>
    public const long MaximumSeconds = 1_000_000_000;

    /// <summary>Largest magnitude of a loudness, in dB.</summary>
    public const int MaximumDecibels = 10_000;

    /// <summary>Most errors that are collected for one interaction.</summary>
    public const int MaximumErrors = 100;

    private const int MaximumDepth = 64;

    public static InteractionReadResult Read(ReadOnlySpan<byte> utf8Json)
    {
        if (utf8Json.Length > MaximumBytes)
            return new(null, [new("", 0, $"{utf8Json.Length} bytes", $"at most {MaximumBytes}")]);
        var reader = new Utf8JsonReader(utf8Json, new JsonReaderOptions { MaxDepth = MaximumDepth });
        var cursor = new InteractionCursor();
        try
        {
            reader.Read();
            var interaction = cursor.ReadInteraction(ref reader);
            if (reader.Read())
                cursor.Report("", reader.TokenStartIndex, "more text after the interaction", "one JSON object");
            return cursor.Errors.Count == 0 ? new(interaction, []) : new(null, [.. cursor.Errors]);
        }
        catch (JsonException exception)
        {
            cursor.Report(cursor.Path, reader.TokenStartIndex, $"text that is not JSON ({Reason(exception)})", "one JSON object");
            return new(null, [.. cursor.Errors]);
        }
        catch (InvalidOperationException)
        {
            // The reader's answer to bytes that are not UTF-8 and to \u escapes that leave a surrogate unpaired.
            cursor.Report(
                cursor.Path, reader.TokenStartIndex, "a string with an unpaired surrogate or bytes that are not UTF-8", "well-formed Unicode text");
            return new(null, [.. cursor.Errors]);
        }
    }

    // The parser's message may quote the whole rest of the text, which is what customers said: "'nul…' is an invalid literal".
    private static string Reason(JsonException exception)
    {
        const string afterQuote = "' is ";
        var end = exception.Message.LastIndexOf(" LineNumber:", StringComparison.Ordinal);
        var message = end < 0 ? exception.Message : exception.Message[..end];
        var quote = message.LastIndexOf(afterQuote, StringComparison.Ordinal);
        return (quote < 0 ? message : message[(quote + afterQuote.Length)..]).TrimEnd('.');
    }
}
