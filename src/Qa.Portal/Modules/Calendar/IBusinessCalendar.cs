namespace Qa.Portal.Modules.Calendar;

/// <summary>What other modules know of this one: the calendar as it is now.</summary>
internal interface IBusinessCalendar
{
    Task<BusinessCalendar> ReadAsync(CancellationToken cancellation = default);
}
