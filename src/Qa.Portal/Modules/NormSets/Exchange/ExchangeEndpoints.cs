using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Qa.Grains.Publication.Sources;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Excel;
using Qa.Portal.Platform.Problems;
using Qa.Portal.Platform.Serving.Limits;
using Qa.Portal.Ui;
using Qa.Rules.Trees.Tables;
using Qa.Rules.Workflows;

namespace Qa.Portal.Modules.NormSets.Exchange;

/// <summary>Norm sets as files, out and in.</summary>
internal static class ExchangeEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var sets = api.MapGroup("/rule-sets").WithTags("Norm sets");
        sets.MapGet("/{id}/sheet", SheetAsync).WithSummary("The set as sheets of Excel, in Chinese or with lang=en-US in English: as it is being changed, else as it is in force").Requires(NormSetDesk.Read);
        sets.MapGet("/{id}/source", SourceAsync).WithSummary("The set as it is written: an archive of its YAML and its lexicons").Requires(NormSetDesk.Read);
        sets.MapPut("/{id}/sheet", PutSheetAsync).LimitedAs(RequestKind.Upload).WithMetadata(new RequestSizeLimitAttribute(ExcelRows.MaximumBytes + 1))
            .WithSummary("Put edited sheets into the working draft: all of them or, with every error by its cell, nothing; with trial=true it is only said what would change").Requires(NormSetDesk.Publish);
        sets.MapPost("/imports/{kind}", ImportAsync).LimitedAs(RequestKind.Upload).WithMetadata(new RequestSizeLimitAttribute(SetExchange.MaximumRulesBytes + 1))
            .WithSummary("Put rules of another system (sca, workflow) into the working draft of a set, with all that is lost; with trial=true it is only said what would change").Requires(NormSetDesk.Publish);
    }

    private static async Task<IResult> SheetAsync(string id, string? lang, Actor actor, SetExchange exchange, CancellationToken cancellation)
    {
        if (await exchange.TextAsync(id, actor, cancellation) is not { } document)
            return NoSuchSet(id);
        var isEnglish = lang is null ? Languages.IsEnglish : Languages.IsEnglishIn(lang);
        var (book, errors) = await Task.Run(() => SetExchange.BookOf(document, isEnglish ? TableLanguage.English : TableLanguage.Chinese), cancellation);
        return book is null
            ? Errors(422, "invalid-document", errors)
            : TypedResults.Stream(body => TreeWorkbook.WriteAsync(body, book, cancellation), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{id}.xlsx");
    }

    private static async Task<IResult> SourceAsync(string id, Actor actor, SetExchange exchange, CancellationToken cancellation) =>
        await exchange.TextAsync(id, actor, cancellation) is { } document ? TypedResults.Bytes(Archive(document), "application/zip", $"{id}.zip") : NoSuchSet(id);

    private static async Task<IResult> PutSheetAsync(string id, bool? trial, HttpRequest request, Actor actor, SetExchange exchange, CancellationToken cancellation)
    {
        // A sheet is read by going back and forth.
        using var file = new MemoryStream();
        await request.Body.CopyToAsync(file, cancellation);
        return await TakenAsync(await exchange.ReadSheetsAsync(id, file, actor, cancellation), "invalid-sheet", trial, actor, exchange, cancellation);
    }

    private static async Task<IResult> ImportAsync(
        string kind, string set, string? name, string? judgement, decimal? points, bool? trial, HttpRequest request, Actor actor, SetExchange exchange, CancellationToken cancellation)
    {
        if (!Enum.TryParse<RulesKind>(kind, ignoreCase: true, out var rules) || !Enum.IsDefined(rules))
            return Problem.Of(404, "not-found", $"found '{kind}', expected sca or workflow");
        ImportedJudgement? wanted = null;
        if (judgement is not null)
        {
            if (!Enum.TryParse<ImportedJudgement>(judgement, ignoreCase: true, out var parsed) || !Enum.IsDefined(parsed))
                return Problem.Of(400, "invalid-request", $"judgement: found '{judgement}', expected require, forbid or reward");
            wanted = parsed;
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellation);
        var incoming = await exchange.ReadRulesAsync(set, body.ToArray(), new(rules, name, wanted, points ?? 1m), actor, cancellation);
        return await TakenAsync(incoming, "invalid-document", trial, actor, exchange, cancellation);
    }

    private static async Task<IResult> TakenAsync(IncomingSet incoming, string kind, bool? trial, Actor actor, SetExchange exchange, CancellationToken cancellation)
    {
        if (incoming.Document is null)
            return Errors(422, kind, incoming.Errors, incoming.Losses);
        var version = incoming.Base.Version;
        if (trial != true && !incoming.IsUnchanged)
        {
            var saved = await exchange.TakeAsync(incoming, actor, cancellation);
            if (saved.Outcome != SaveOutcome.Done)
                return Problem.Of(409, "changed-meanwhile", "somebody else has changed the working draft in this moment; nothing was saved: look at what there is now, and try again");
            version = saved.Current!.Version;
        }

        return TypedResults.Ok(new
        {
            ruleSet = incoming.Base.RuleSet, isUnchanged = incoming.IsUnchanged, version, norms = NormSetLine.NormsOf(incoming.Tree!),
            difference = incoming.Difference is { } difference ? DifferenceView.Of(difference) : null, losses = incoming.Losses,
        });
    }

    private static ProblemHttpResult Errors(int status, string kind, IReadOnlyList<TableError> errors, IReadOnlyList<WorkflowLoss>? losses = null) =>
        Problem.Of(status, kind, errors[0].ToString(), new() { ["errors"] = errors.Select(static error => new { error.Sheet, error.Row, error.Column, error.Path, error.Found, error.Expected, message = error.ToString() }), ["losses"] = losses ?? [] });

    private static byte[] Archive(TreeSource.Document document)
    {
        using var written = new MemoryStream();
        using (var archive = new ZipArchive(written, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, Path.GetFileName(document.FileName), document.Text);

            // A draft may name anything; nothing is to be unpacked outside of where somebody unpacks it.
            foreach (var (path, text) in document.Lexicons.Where(static file => !Path.IsPathRooted(file.Key) && !file.Key.Split('/', '\\').Contains("..")))
                Add(archive, path, text);
        }

        return written.ToArray();
    }

    private static void Add(ZipArchive archive, string path, string text)
    {
        using var entry = archive.CreateEntry(path, CompressionLevel.Optimal).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }

    private static ProblemHttpResult NoSuchSet(string id) => Problem.Of(404, "not-found", $"there is no set '{id}'");
}
