using Qa.Portal.Modules.People.Timelines;

namespace Qa.Portal.Modules.People.Careers;

/// <summary>Which days of joining and leaving fit a career.</summary>
internal static class CareerRules
{
    /// <summary>What is wrong with another day of joining.</summary>
    public static Fault? JoiningFault(Career career, DateOnly joinedOn)
    {
        if (Bounds.Wrong("joinedOn", joinedOn) is { } wrong)
            return wrong;
        if (career.Spells is not [.., var last])
            return new("joinedOn", "a person who was never employed", "one who is or was");
        if (joinedOn >= last.Until)
            return new Fault("joinedOn", Bounds.Text(joinedOn), $"a day before {Bounds.Text(last.Until)}, when the employment ends").Because("joinedAfterLeaving", Bounds.Text(last.Until.AddDays(-1)));
        return career.Spells is [.., var before, _] && joinedOn <= before.Until
            ? new Fault("joinedOn", Bounds.Text(joinedOn), $"a day after {Bounds.Text(before.Until)}, when the employment before ended").Because("joinedBeforeLeaving", Bounds.Text(before.Until))
            : null;
    }

    /// <summary>What is wrong with a last day.</summary>
    public static Fault? LeavingFault(Career career, DateOnly? lastDay)
    {
        if (lastDay is { } day && Bounds.Wrong("lastDay", day) is { } wrong)
            return wrong;
        if (career.Spells is not [.., var last])
            return new("lastDay", "a person who was never employed", "one who is or was");
        return lastDay < last.From ? new Fault("lastDay", Bounds.Text(lastDay.Value), $"a day from {Bounds.Text(last.From)} on, when the person joined").Because("leftBeforeJoining", Bounds.Text(last.From)) : null;
    }
}
