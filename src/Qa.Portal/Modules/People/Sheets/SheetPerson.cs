using System.Collections.Immutable;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Platform.Excel;

namespace Qa.Portal.Modules.People.Sheets;

/// <summary>
/// A row of a sheet of people, read but not yet held against what there is. Null is what the sheet has no column for, and is left as
/// it is; an empty cell is empty text, and takes away.
/// </summary>
/// <param name="Row">As Excel numbers it.</param>
/// <param name="State">Null also for an empty cell.</param>
/// <param name="JoinedOn">Null also for an empty cell.</param>
/// <param name="HasLastDay">Whether the sheet has the column.</param>
internal sealed record SheetPerson(
    int Row, string Number, string Name, string? Department, string? Group, GroupShift? Shift, ImmutableArray<string>? Posts, ImmutableArray<(string Name, int Level)>? Skills,
    StaffState? State, DateOnly? JoinedOn, bool HasLastDay, DateOnly? LastDay, string? Mentor, string? Phone, string? Email, string? Account)
{
    public ExcelError Error(string column, string found, string expected) => new(Row, PeopleColumns.TitleOf(column), found, expected);

    public ExcelError Error(Fault fault) => Error(fault.Field, fault);

    /// <summary>What is wrong with something else, told at a column.</summary>
    public ExcelError Error(string column, Fault fault) => Error(column, fault.Found, fault.Expected).Because(fault.Reason, fault.Arguments);
}
