using System.Text;
using System.Text.Json;

namespace Qa.Transcription.Calls.Forms;

/// <summary>The keys by which a JSON text's form is told: those of its object, or of the first object of its list.</summary>
internal static class JsonBeginning
{
    /// <returns>As many keys as there are before the text is cut or stops being JSON.</returns>
    public static IReadOnlySet<string> KeysOf(string beginning)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        if (beginning.Length == 0 || beginning[0] is not ('{' or '['))
            return keys;
        var options = new JsonReaderOptions { MaxDepth = CallDataReader.MaximumDepth, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(beginning), isFinalBlock: false, new JsonReaderState(options));
        try
        {
            if (!reader.Read() || reader.TokenType == JsonTokenType.StartArray && !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return keys;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                keys.Add(reader.GetString()!);
                if (!reader.Read() || !reader.TrySkip())
                    break;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What is wrong with it is told where it is read; the keys before it tell the form.
        }

        return keys;
    }
}
