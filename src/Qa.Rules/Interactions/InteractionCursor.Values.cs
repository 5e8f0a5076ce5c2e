using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Qa.Rules.Interactions;

/// <content>Reading of single values, keys and their errors.</content>
internal sealed partial class InteractionCursor
{
    // A decimal holds this many digits exactly; what is longer is read as a fraction first.
    private const int DecimalDigits = 28;

    // Longest text of the interaction that an error repeats, in UTF-16 units.
    private const int LongestQuote = 40;

    private int Enter(string key)
    {
        var length = _path.Length;
        if (length > 0)
            _path.Append('.');
        _path.Append(Shortened(key));
        return length;
    }

    /// <summary>Goes to the next key's value. False at the end of the object.</summary>
    private static bool ReadKey(ref Utf8JsonReader reader, ref SeenKeys seen, out string key, out bool isNull)
    {
        key = "";
        isNull = false;
        if (!reader.Read() || reader.TokenType == JsonTokenType.EndObject)
            return false;
        key = reader.GetString()!;
        seen.Add(key, reader.TokenStartIndex);
        reader.Read();
        isNull = reader.TokenType == JsonTokenType.Null;
        return true;
    }

    private bool IsObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
            return true;
        Mismatch(ref reader, "an object");
        return false;
    }

    private string? ReadText(ref Utf8JsonReader reader, int maximum = int.MaxValue, int minimum = 1)
    {
        var expected = (minimum, maximum) switch
        {
            (0, _) or (_, int.MaxValue) => "a string",
            _ => $"a string of {minimum} to {maximum} characters",
        };
        if (reader.TokenType != JsonTokenType.String)
        {
            Mismatch(ref reader, expected);
            return null;
        }

        var text = reader.GetString()!;
        if (maximum != int.MaxValue && (text.Length < minimum || text.Length > maximum))
            Report(Path, reader.TokenStartIndex, $"{text.Length} characters", expected);
        return text;
    }

    private string? ReadStartedAt(ref Utf8JsonReader reader)
    {
        var text = ReadText(ref reader);
        if (text is not null && !Rfc3339.IsDateTime(text))
            Report(Path, reader.TokenStartIndex, $"'{Shortened(text)}'", "an RFC 3339 time such as 2026-03-01T08:00:00+08:00");
        return text;
    }

    private byte? ReadChoice(ref Utf8JsonReader reader, string[] choices)
    {
        var expected = $"one of {string.Join(", ", choices)}";
        if (reader.TokenType != JsonTokenType.String)
        {
            Mismatch(ref reader, expected);
            return null;
        }

        for (byte index = 0; index < choices.Length; index++)
        {
            if (reader.ValueTextEquals(choices[index]))
                return index;
        }

        Report(Path, reader.TokenStartIndex, $"'{Shortened(reader.GetString()!)}'", expected);
        return null;
    }

    private ExactNumber? ReadNumber(ref Utf8JsonReader reader, string expected)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            Mismatch(ref reader, expected);
            return null;
        }

        Span<char> text = stackalloc char[ExactNumber.MaximumLength];
        var written = reader.ValueSpan;
        if (written.Length <= text.Length && Encoding.ASCII.TryGetChars(written, text, out var count)
            && ExactNumber.TryParse(text[..count], out var number))
            return number;
        Report(Path, reader.TokenStartIndex, "a number beyond what is read", $"{expected} of at most {ExactNumber.MaximumLength} digits and exponent {ExactNumber.MaximumExponent}");
        return null;
    }

    /// <summary>A number times <paramref name="scale"/>, rounded half away from zero.</summary>
    private long? ReadScaled(ref Utf8JsonReader reader, int scale, long limit, string unit)
    {
        long? scaled;
        if (reader.TokenType == JsonTokenType.Number && reader.ValueSpan.Length <= DecimalDigits / 2
            && Utf8Parser.TryParse(reader.ValueSpan, out decimal value, out var consumed) && consumed == reader.ValueSpan.Length)
            scaled = (long)Math.Round(value * scale, MidpointRounding.AwayFromZero);
        else if (ReadNumber(ref reader, $"a number ({unit})") is { } number)
            scaled = number.TryRoundScaled(scale, out var rounded) ? rounded : null;
        else
            return null;

        // The limit is on the value as it is taken, so that it does not depend on how the number was written.
        if (scaled is { } taken && Math.Abs(taken) <= limit * scale)
            return taken;
        Report(Path, reader.TokenStartIndex, Shortened(Encoding.ASCII.GetString(reader.ValueSpan)), string.Create(CultureInfo.InvariantCulture, $"{unit} from -{limit} to {limit}"));
        return null;
    }

    private decimal ReadConfidence(ref Utf8JsonReader reader)
    {
        const string expected = "a number from 0 to 1";
        if (reader.TokenType != JsonTokenType.Number)
        {
            Mismatch(ref reader, expected);
            return 1m;
        }

        // Short numbers without an exponent are exact as decimals.
        if (reader.ValueSpan.Length <= DecimalDigits && !reader.ValueSpan.ContainsAny((byte)'e', (byte)'E'))
        {
            if (reader.TryGetDecimal(out var value) && value is >= 0m and <= 1m)
                return value;
        }
        else if (ReadNumber(ref reader, expected) is not { } number)
        {
            return 1m;
        }
        else if (number >= ExactNumber.FromInteger(0) && number <= ExactNumber.FromInteger(1))
        {
            return number.CutToDecimal();
        }

        Report(Path, reader.TokenStartIndex, Shortened(Encoding.ASCII.GetString(reader.ValueSpan)), expected);
        return 1m;
    }

    private void Unknown(ref Utf8JsonReader reader, string expected)
    {
        Report(Path, reader.TokenStartIndex, "an unknown key", expected);
        reader.Skip();
    }

    private void Mismatch(ref Utf8JsonReader reader, string expected)
    {
        var found = reader.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "a list",
            JsonTokenType.String => $"the string '{Shortened(reader.GetString()!)}'",
            JsonTokenType.Number => $"the number {Shortened(Encoding.ASCII.GetString(reader.ValueSpan))}",
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            JsonTokenType.Null => "null",
            _ => "nothing",
        };
        // Reported once it has been read to its end: text that turns out not to be JSON is that one error.
        var start = reader.TokenStartIndex;
        reader.Skip();
        Report(Path, start, found, expected);
    }

    private void Require<T>(T? value, string key, string expected, ref Utf8JsonReader reader)
    {
        // A key that is there but wrong has been reported at its own place.
        if (value is null && !Errors.Exists(error => IsAt(error.Path, key)))
            Missing(key, expected, ref reader);
    }

    private bool IsAt(string path, string key)
    {
        var place = _path.Length == 0 ? key : $"{_path}.{key}";
        return path.StartsWith(place, StringComparison.Ordinal) && (path.Length == place.Length || path[place.Length] is '.' or '[');
    }

    private void Missing(string key, string expected, ref Utf8JsonReader reader)
    {
        var length = Enter(key);
        Report(Path, reader.TokenStartIndex, "nothing", expected);
        _path.Length = length;
    }

    private static string Shortened(string text)
    {
        if (text.Length <= LongestQuote)
            return text;

        // Never half a character: an error is written as JSON, too.
        var kept = char.IsHighSurrogate(text[LongestQuote - 2]) ? LongestQuote - 2 : LongestQuote - 1;
        return string.Concat(text.AsSpan(0, kept), "…");
    }

    /// <summary>Finds keys given twice in one object.</summary>
    private struct SeenKeys(InteractionCursor cursor)
    {
        private HashSet<string>? _keys;

        public void Add(string key, long byteOffset)
        {
            _keys ??= new(StringComparer.Ordinal);
            if (!_keys.Add(key))
                cursor.Report(cursor.Path.Length == 0 ? Shortened(key) : $"{cursor.Path}.{Shortened(key)}", byteOffset, "a key given twice", "each key once");
        }
    }
}
