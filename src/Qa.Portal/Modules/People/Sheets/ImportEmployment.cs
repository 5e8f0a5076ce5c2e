using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Timelines;
using Qa.Portal.Platform.Excel;

namespace Qa.Portal.Modules.People.Sheets;

/// <summary>What a row of a sheet makes of a person's employment: state, day of joining, last day. Pure.</summary>
internal static class ImportEmployment
{
    /// <param name="day">On which the sheet holds: states are those of this day.</param>
    /// <returns>Null with an error.</returns>
    public static Career? Of(SheetPerson person, Career before, DateOnly day, List<ExcelError> errors)
    {
        var known = errors.Count;
        var career = before;
        if (career.Spells is not [.., var last])
            career = First(person, career, errors);
        else if (person.JoinedOn is { } joinedOn && joinedOn != last.From)
            career = Joined(person, career, last, joinedOn, errors);
        if (errors.Count > known)
            return null;
        career = Left(person, career, errors);
        if (errors.Count > known)
            return null;
        career = InState(person, career, day);
        return StateError(person, career, day) is { } wrong ? Refused(wrong, errors) : career;
    }

    private static Career? Refused(ExcelError error, List<ExcelError> errors)
    {
        errors.Add(error);
        return null;
    }

    private static EmploymentState KindOf(SheetPerson person) => person.State == StaffState.Probation ? EmploymentState.Probation : EmploymentState.Employed;

    private static Career First(SheetPerson person, Career career, List<ExcelError> errors)
    {
        if (person.JoinedOn is not { } joinedOn)
            errors.Add(person.Error(PeopleColumns.JoinedOn, "nothing", "the day of joining of a new person").Because("noJoiningDay"));
        else if (Bounds.Wrong(PeopleColumns.JoinedOn, joinedOn) is { } fault)
            errors.Add(person.Error(fault));
        else
            return career.EmployedFrom(joinedOn, KindOf(person));
        return career;
    }

    // A later day than the last is that of coming back; another one corrects the day of joining.
    private static Career Joined(SheetPerson person, Career career, Period last, DateOnly joinedOn, List<ExcelError> errors)
    {
        if (joinedOn > last.Until && Bounds.Wrong(PeopleColumns.JoinedOn, joinedOn) is null)
            return career.EmployedFrom(joinedOn, KindOf(person));
        if (CareerRules.JoiningFault(career, joinedOn) is not { } fault)
            return career.Joined(joinedOn);
        errors.Add(person.Error(fault));
        return career;
    }

    private static Career Left(SheetPerson person, Career career, List<ExcelError> errors)
    {
        var lastDay = career.Spells[^1].LastDay;
        if (person.State == StaffState.Left && (person.HasLastDay ? person.LastDay : lastDay) is null)
        {
            errors.Add(person.Error(PeopleColumns.LastDay, "nothing", "the last day of who has left").Because("noLastDay"));
            return career;
        }

        if (!person.HasLastDay || person.LastDay == lastDay)
            return career;
        if (CareerRules.LeavingFault(career, person.LastDay) is not { } fault)
            return career.Ended(person.LastDay);
        errors.Add(person.Error(fault));
        return career;
    }

    // 转正 and the like: from the sheet's day on, or from the day of joining where that is still to come.
    private static Career InState(SheetPerson person, Career career, DateOnly day)
    {
        var last = career.Spells[^1];
        if (person.State is not (StaffState.Probation or StaffState.Employed) || day >= last.Until)
            return career;
        var from = day > last.From ? day : last.From;
        return career.Employment.On(from)?.Value == KindOf(person) ? career : career.EmployedFrom(from, KindOf(person));
    }

    private static ExcelError? StateError(SheetPerson person, Career career, DateOnly day)
    {
        var (actual, last) = (career.StateOn(day), career.Spells[^1]);
        return (person.State, actual) switch
        {
            (StaffState.Left, not StaffState.Left) when last.LastDay > day => Wrong($"{PeopleColumns.Word(actual).Chinese}, as the last day {Bounds.Text(last.LastDay.Value)} is after {Bounds.Text(day)}").Because("stateBeforeLastDay", Bounds.Text(last.LastDay.Value), PeopleColumns.Word(actual).Chinese),
            (StaffState.Expected, StaffState.Probation or StaffState.Employed) => Wrong($"试用 or 在职, as the person joined on {Bounds.Text(last.From)}").Because("stateAfterJoining", Bounds.Text(last.From)),
            (StaffState.Expected or StaffState.Probation or StaffState.Employed, StaffState.Left) when last.Until <= day => Wrong($"离职, as the last day was {Bounds.Text(last.LastDay!.Value)}").Because("stateAfterLastDay", Bounds.Text(last.LastDay!.Value)),
            _ => null,
        };

        ExcelError Wrong(string expected) => person.Error(PeopleColumns.State, PeopleColumns.Word(person.State!.Value).Chinese, expected);
    }
}
