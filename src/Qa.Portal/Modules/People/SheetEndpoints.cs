using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.People.Sheets;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Excel;
using Qa.Portal.Platform.Privacy;
using Qa.Portal.Platform.Problems;
using Qa.Portal.Platform.Serving.Limits;
using Qa.Portal.Ui;

namespace Qa.Portal.Modules.People;

/// <summary>People as sheets of Excel, out and in.</summary>
internal static class SheetEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var read = api.MapGroup("").WithTags("People").Requires(PeopleModule.Read);
        read.MapGet("/people.xlsx", ExportAsync).Requires(PeopleModule.Export).WithSummary("Exactly whom the filter of the list shows, as a sheet of Excel, in Chinese or with lang=en-US in English");
        var edit = api.MapGroup("/people").WithTags("People").Requires(PeopleModule.Edit);
        api.MapGet("/people-template.xlsx", (string? lang, CancellationToken cancellation) => SheetOf(lang, [], cancellation)).WithTags("People").Requires(PeopleModule.Edit)
            .WithSummary("A sheet of Excel with the headings that an import knows, and nobody in it");
        edit.MapPost("/import", ImportAsync).LimitedAs(RequestKind.Upload).WithMetadata(new RequestSizeLimitAttribute(ExcelRows.MaximumBytes + 1))
            .WithSummary("Import a sheet of Excel as of a day: all rows or none, and every error with its row; with createMissingUnits departments and groups are added that are missing; with trial nothing is changed, and the answer says what would be");
    }

    private static async Task<IResult> ExportAsync(
        string? search, long? department, long? group, long? post, long? skill, int? level, string? state, DateOnly? day, string? sort, bool? descending, string? lang,
        bool? unmasked, Actor actor, HttpRequest request, PeopleList people, PeopleSight sight, SensitiveReading sensitive, CentreTime centre, CancellationToken cancellation)
    {
        var (wantedState, wantedSort) = (Words.Of<StaffState>("state", state), Words.Of<PeopleSort>("sort", sort));
        var (query, fault) = PeopleEndpoints.QueryOf(centre, search, department, group, post, skill, level, wantedState.Value, day, wantedSort.Value, descending, null, null);
        if ((wantedState.Fault ?? wantedSort.Fault ?? fault) is { } wrong)
            return Answers.Of(wrong);
        query = query! with { Within = await sight.OfAsync(actor, PeopleModule.Read, cancellation) };
        var isUnmasked = await sensitive.UnmaskAsync(actor, unmasked ?? false, "people", cancellation);
        var lines = await people.ReadAllAsync(query, isUnmasked, cancellation);
        await sensitive.ExportAsync(actor, "people", request.QueryString.Value ?? "", lines.Count, cancellation);
        return SheetOf(lang, lines, cancellation);
    }

    private static PushStreamHttpResult SheetOf(string? lang, IReadOnlyList<PersonLine> lines, CancellationToken cancellation)
    {
        var isEnglish = Languages.IsEnglishIn(lang);
        return TypedResults.Stream(
            body => ExcelSheet.WriteAsync(body, isEnglish ? "People" : "人员", PeopleColumns.Of(isEnglish), lines, isEnglish, cancellation),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "people.xlsx");
    }

    private static async Task<IResult> ImportAsync(
        DateOnly? day, bool? createMissingUnits, bool? trial, HttpRequest request, Actor actor, PeopleImport import, CentreTime centre, CancellationToken cancellation)
    {
        // A sheet is read by going back and forth.
        using var file = new MemoryStream();
        await request.Body.CopyToAsync(file, cancellation);
        var outcome = await import.RunAsync(file, day ?? centre.Today, createMissingUnits ?? false, actor, trial ?? false, cancellation);
        return outcome.Errors.Count > 0
            ? Problem.Of(422, "invalid-sheet", outcome.Errors[0].Message, new() { ["errors"] = outcome.Errors })
            : TypedResults.Ok(new { outcome.Rows, outcome.Added, outcome.Changed, outcome.UnitsAdded });
    }
}
