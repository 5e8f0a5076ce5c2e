using System.Globalization;

namespace Qa.Grains.Inspection.Intake;

/// <summary>When an interaction began, for filters: its RFC 3339 text as ticks.</summary>
internal static class StartTime
{
    /// <summary>UTC ticks; of times that no calendar of ours has (leap seconds, year 0), the nearest before them.</summary>
    public static long Ticks(string rfc3339)
    {
        var text = rfc3339.ToUpperInvariant();
        if (text.AsSpan(17, 2) is "60")
            text = $"{text.AsSpan(0, 17)}59{text.AsSpan(19)}";
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.UtcTicks : 0;
    }
}
