using System.Globalization;

namespace Qa.Grains.Storage;

/// <summary>Times as the database keeps them: UTC ticks of 100 ns, which both kinds of database order alike.</summary>
public static class UtcTicks
{
    public static long Of(DateTimeOffset time) => time.UtcTicks;

    public static DateTimeOffset ToTime(long ticks) => new(ticks, TimeSpan.Zero);

    /// <summary>RFC 3339 in UTC with milliseconds: how records say when.</summary>
    public static string ToText(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
