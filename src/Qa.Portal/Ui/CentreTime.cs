namespace Qa.Portal.Ui;

/// <summary>The centre's time: what pages show is of its zone, wherever the browser is.</summary>
internal sealed class CentreTime(TimeZoneInfo zone)
{
    public DateTimeOffset Of(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);
}
