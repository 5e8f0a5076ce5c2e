namespace Qa.Portal.Modules.Recordings;

/// <summary>The time zone of the centre.</summary>
internal static class CentreZone
{
    /// <summary>Where nothing else is said: China has one time zone and no summer time, so it needs no table of the system.</summary>
    public const string DefaultName = "Asia/Shanghai";

    public static TimeZoneInfo Default { get; } = TimeZoneInfo.CreateCustomTimeZone(DefaultName, TimeSpan.FromHours(8), DefaultName, DefaultName);

    /// <summary>The zone of a name; null where this system does not know it.</summary>
    public static TimeZoneInfo? Find(string name) =>
        name == DefaultName ? Default : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
}
