using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Excel;
using Qa.Portal.Platform.Privacy;
using Qa.Portal.Platform.Problems;
using Qa.Portal.Platform.Serving.Limits;
using Qa.Portal.Ui;
using Qa.Portal.Ui.Lists;

namespace Qa.Portal.Modules.Calendar;

/// <summary>The calendar, for machines: a personnel system may keep it.</summary>
internal static class CalendarEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var calendar = api.MapGroup("/calendar").WithTags("Calendar");
        calendar.MapGet("/days", ListAsync).WithSummary("Holidays and make-up days of a period").Requires("calendar.read");
        calendar.MapGet("/days.xlsx", ExportAsync).WithSummary("The same as a sheet of Excel, in Chinese or with lang=en-US in English; of a period without days it is the template for an import").Requires("calendar.export");
        calendar.MapPost("/days/import", ImportAsync).LimitedAs(RequestKind.Upload).WithMetadata(new RequestSizeLimitAttribute(ExcelRows.MaximumBytes + 1)).WithSummary("Import a sheet of Excel: all rows or none, and every error with its row").Requires("calendar.edit");
        calendar.MapPut("/days/{date}", PutDayAsync).WithSummary("Add a day, or change it; with the version that was read, so that nothing is overwritten unseen").Requires("calendar.edit");
        calendar.MapDelete("/days/{date}", DeleteDayAsync).WithSummary("Delete a day of the version that was read").Requires("calendar.edit");
        calendar.MapGet("/hours", async (CalendarService service, CancellationToken cancellation) => TypedResults.Ok((await service.HoursAsync(cancellation)).Select(HoursView.Of)))
            .WithSummary("Working hours of the weekdays (0 is Sunday) and of make-up days (7)").Requires("calendar.read");
        calendar.MapPut("/hours/{weekday:int}", PutHoursAsync).WithSummary("Set the working hours of a weekday; without start and end nobody works on it").Requires("calendar.edit");
        calendar.MapGet("/working-days", WorkingDaysAsync).WithSummary("How many days are worked in a period, both ends included").Requires("calendar.read");
        calendar.MapGet("/deadline", DeadlineAsync).WithSummary("When so many minutes of working time have passed since a moment").Requires("calendar.read");
    }

    private static async Task<IResult> ListAsync(DateOnly? from, DateOnly? to, CalendarService service, CancellationToken cancellation) =>
        TypedResults.Ok((await service.ListAsync(from ?? DateOnly.MinValue, to ?? DateOnly.MaxValue, cancellation)).Select(DayView.Of));

    private static async Task<IResult> ExportAsync(string? lang, HttpRequest request, Actor actor, CalendarService service, SensitiveReading sensitive, CancellationToken cancellation)
    {
        var isEnglish = lang is null ? Languages.IsEnglish : Languages.IsEnglishIn(lang);
        var days = await service.ListAsync(ListQuery.Parse(request.QueryString.Value ?? ""), cancellation);
        await sensitive.ExportAsync(actor, "calendar", request.QueryString.Value ?? "", days.Count, cancellation);
        return TypedResults.Stream(
            body => ExcelSheet.WriteAsync(body, isEnglish ? "Calendar" : "工作日历", CalendarSheet.Columns(isEnglish), days, isEnglish, cancellation),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "calendar.xlsx");
    }

    private static async Task<IResult> ImportAsync(bool? trial, HttpRequest request, Actor actor, CalendarService service, CancellationToken cancellation)
    {
        // A sheet is read by going back and forth.
        using var file = new MemoryStream();
        await request.Body.CopyToAsync(file, cancellation);
        var (days, errors) = CalendarSheet.Read(file);
        if (errors.Count > 0)
            return Problem.Of(422, "invalid-sheet", errors[0].Message, new() { ["errors"] = errors });
        var changed = await service.ImportAsync(days, actor, trial ?? false, cancellation);
        return TypedResults.Ok(new { rows = days.Count, changed });
    }

    private static async Task<IResult> PutDayAsync(DateOnly date, DayRequest request, Actor actor, CalendarService service, CancellationToken cancellation)
    {
        var name = request.Name.Trim();
        if (name.Length is 0 or > CalendarDay.MaximumNameLength || name.Contains('\0', StringComparison.Ordinal))
            return Problem.Of(400, "invalid-request", FormattableString.Invariant($"name: found {name.Length} characters, expected 1 to {CalendarDay.MaximumNameLength}"));
        var saved = await service.SaveAsync(date, request.Kind, name, request.Version, actor, cancellation);
        return saved.Outcome == SaveOutcome.Done ? TypedResults.Ok(DayView.Of(saved.Current!)) : ChangedMeanwhile(saved.Current is { } day ? DayView.Of(day) : null);
    }

    private static async Task<IResult> DeleteDayAsync(DateOnly date, long version, Actor actor, CalendarService service, CancellationToken cancellation)
    {
        var deleted = await service.DeleteAsync(date, version, actor, cancellation);
        return deleted.Outcome switch
        {
            SaveOutcome.Done => TypedResults.NoContent(),
            SaveOutcome.Missing => Problem.Of(404, "not-found", FormattableString.Invariant($"the calendar has no special day {date:yyyy-MM-dd}")),
            _ => ChangedMeanwhile(deleted.Current is { } day ? DayView.Of(day) : null),
        };
    }

    private static async Task<IResult> PutHoursAsync(int weekday, HoursRequest request, Actor actor, CalendarService service, CancellationToken cancellation)
    {
        if (weekday is < 0 or > WeekdayHours.MakeUpDays)
            return Problem.Of(404, "not-found", FormattableString.Invariant($"found the weekday {weekday}, expected 0 (Sunday) to 6, or 7 for make-up days"));
        OpenHours? hours = (request.StartMinute, request.EndMinute) is (null, null) ? null : new(request.StartMinute ?? -1, request.EndMinute ?? -1);
        if (hours is { IsSound: false })
            return Problem.Of(400, "invalid-request", FormattableString.Invariant($"found {request.StartMinute}..{request.EndMinute}, expected 0 <= startMinute < endMinute <= {OpenHours.MinutesADay}, or neither"));
        var saved = await service.SaveHoursAsync(weekday, hours, request.Version, actor, cancellation);
        return saved.Outcome == SaveOutcome.Done ? TypedResults.Ok(HoursView.Of(saved.Current!)) : ChangedMeanwhile(saved.Current is { } current ? HoursView.Of(current) : null);
    }

    private static async Task<IResult> WorkingDaysAsync(DateOnly from, DateOnly to, IBusinessCalendar calendar, CancellationToken cancellation)
    {
        if (to < from || to.DayNumber - from.DayNumber > BusinessCalendar.MaximumDays)
            return Problem.Of(400, "invalid-request", FormattableString.Invariant($"found the period {from:yyyy-MM-dd} to {to:yyyy-MM-dd}, expected one of 1 to {BusinessCalendar.MaximumDays} days"));
        return TypedResults.Ok(new { workingDays = (await calendar.ReadAsync(cancellation)).WorkingDays(from, to) });
    }

    private static async Task<IResult> DeadlineAsync(DateTimeOffset from, int minutes, IBusinessCalendar calendar, CancellationToken cancellation)
    {
        if (minutes < 0)
            return Problem.Of(400, "invalid-request", FormattableString.Invariant($"minutes: found {minutes}, expected 0 or more"));
        return (await calendar.ReadAsync(cancellation)).Add(from, TimeSpan.FromMinutes(minutes)) is { } deadline
            ? TypedResults.Ok(new { deadline })
            : Problem.Of(422, "invalid-request", FormattableString.Invariant($"there is not so much working time within {BusinessCalendar.MaximumDays} days"));
    }

    private static ProblemHttpResult ChangedMeanwhile(object? current) => Problem.Of(
        409, "changed-meanwhile", "somebody else has changed it since it was read; nothing was saved: look at what there is now, and save again with its version",
        new() { ["current"] = current });

    /// <param name="Version">That was read; null where there was no such day.</param>
    private sealed record DayRequest(DayKind Kind, string Name, long? Version = null);

    private sealed record DayView(DateOnly Date, DayKind Kind, string Name, long Version)
    {
        public static DayView Of(CalendarDay day) => new(day.Date, day.Kind, day.Name, day.Version);
    }

    private sealed record HoursRequest(long Version, int? StartMinute = null, int? EndMinute = null);

    private sealed record HoursView(int Weekday, int? StartMinute, int? EndMinute, long Version)
    {
        public static HoursView Of(WeekdayHours hours) => new(hours.Weekday, hours.StartMinute, hours.EndMinute, hours.Version);
    }
}
