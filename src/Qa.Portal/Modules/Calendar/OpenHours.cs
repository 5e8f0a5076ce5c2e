namespace Qa.Portal.Modules.Calendar;

/// <summary>From when to when is worked on a day, in minutes since its midnight, local time.</summary>
/// <param name="Start">0..1439.</param>
/// <param name="End">More than <paramref name="Start"/>, up to 1440.</param>
public readonly record struct OpenHours(int Start, int End)
{
    public const int MinutesADay = 24 * 60;

    public bool IsSound => Start >= 0 && End > Start && End <= MinutesADay;
}
