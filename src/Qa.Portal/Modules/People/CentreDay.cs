namespace Qa.Portal.Modules.People;

/// <summary>Which day it is at the centre.</summary>
internal sealed class CentreDay(TimeZoneInfo zone, TimeProvider time)
{
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);
}
