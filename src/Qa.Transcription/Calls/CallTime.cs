using System.Globalization;
using System.Text.RegularExpressions;

namespace Qa.Transcription.Calls;

/// <summary>Times as telephone systems write them, made RFC 3339. A time without offset is the centre's own.</summary>
internal static partial class CallTime
{
    public const string Expected = "a time such as 2026-03-01T08:00:00+08:00, 2026-03-01 08:00:00, or the seconds or milliseconds since 1970";

    private const int DigitsOfSeconds = 10;
    private const int DigitsOfMilliseconds = 13;

    /// <returns>The time, or null where the text is none.</returns>
    public static string? Read(string text, TimeZoneInfo zone)
    {
        if (text.All(char.IsAsciiDigit) && text.Length is DigitsOfSeconds or DigitsOfMilliseconds)
            return OfEpoch(long.Parse(text, CultureInfo.InvariantCulture), text.Length == DigitsOfSeconds, zone);
        var match = Written().Match(text);
        if (!match.Success)
            match = Digits().Match(text);
        if (!match.Success)
            return null;
        var (year, month, day) = (Number(match, "year"), Number(match, "month"), Number(match, "day"));
        var (hour, minute, second) = (Number(match, "hour"), Number(match, "minute"), Number(match, "second"));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60)
            return null;
        var offset = match.Groups["offset"].Value;
        if (offset.Length == 0)
            offset = Written(zone.GetUtcOffset(new DateTime(year, month, day, hour, minute, Math.Min(second, 59), DateTimeKind.Unspecified)));
        else if (offset is "z")
            offset = "Z";
        else if (offset is [_, _, _, _, _])
            offset = offset.Insert(3, ":");
        if (offset.Length == 6 && (int.Parse(offset.AsSpan(1, 2), CultureInfo.InvariantCulture) > 23 || int.Parse(offset.AsSpan(4, 2), CultureInfo.InvariantCulture) > 59))
            return null;
        return string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}T{hour:00}:{minute:00}:{second:00}{match.Groups["fraction"].Value}{offset}");
    }

    private static string OfEpoch(long value, bool isSeconds, TimeZoneInfo zone)
    {
        var time = TimeZoneInfo.ConvertTime(isSeconds ? DateTimeOffset.FromUnixTimeSeconds(value) : DateTimeOffset.FromUnixTimeMilliseconds(value), zone);
        var shape = time.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd'T'HH:mm:ss.fff";
        return time.ToString(shape, CultureInfo.InvariantCulture) + Written(time.Offset);
    }

    private static string Written(TimeSpan offset) =>
        string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset.Duration().Hours:00}:{offset.Duration().Minutes:00}");

    private static int Number(Match match, string name) =>
        match.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<year>[0-9]{4})(-|/|\.|年)(?<month>[0-9]{1,2})(-|/|\.|月)(?<day>[0-9]{1,2})日?[Tt ]\s*(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(:(?<second>[0-9]{2})(?<fraction>\.[0-9]{1,9})?)?\s*(?<offset>[Zz]|[+-][0-9]{2}:?[0-9]{2})?$", RegexOptions.NonBacktracking)]
    private static partial Regex Written();

    [GeneratedRegex("^(?<year>(19|20)[0-9]{2})(?<month>[0-9]{2})(?<day>[0-9]{2})(?<hour>[0-9]{2})(?<minute>[0-9]{2})(?<second>[0-9]{2})$", RegexOptions.NonBacktracking)]
    private static partial Regex Digits();
}
