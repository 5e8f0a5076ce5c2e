using Qa.Portal.Data;

namespace Qa.Portal.Modules.Calendar;

/// <summary>A day that is not as its weekday is: a holiday, or a day on which work is made up for one (调休).</summary>
public sealed class CalendarDay : IVersioned
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaximumNameLength = 100;

    public DateOnly Date { get; set; }

    public DayKind Kind { get; set; }

    /// <summary>What people call it: 国庆节.</summary>
    public string Name { get; set; } = "";

    public long Version { get; set; } = 1;
}

/// <summary>How a day differs from its weekday. Stored by name.</summary>
public enum DayKind
{
    /// <summary>放假: nobody works, whatever the weekday.</summary>
    Holiday,

    /// <summary>调休上班: worked as a make-up day, whatever the weekday.</summary>
    MakeUp,
}
