using System.Text;
using Microsoft.Playwright;
using Qa.Portal.Modules.NormSets.Exchange;
using Qa.Portal.Tests.Platform.Serving;
using Qa.Rules.Trees.Tables;
using static Microsoft.Playwright.Assertions;

namespace Qa.Portal.EndToEnd.Tests;

/// <summary>导入导出 as people meet it: a sheet goes out, is changed, and what comes in is looked at before it is taken.</summary>
[Collection(nameof(Portal))]
public sealed class NormExchangePagesTests(Portal portal) : IAsyncLifetime
{
    public Task InitializeAsync() => portal.CloseWindowsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    private const string Rules = """
        {"conditions": [{"cid": "1", "check_range": {"role": "客服"}, "lambda": "1", "operators": [{"oid": "1", "name": "推诿", "type": "HIT_ANY_KEYWORDS", "param": {"keywords": ["不归我管"]}}]},
                        {"cid": "2", "lambda": "2", "operators": [{"oid": "2", "type": "NER_MODEL", "param": {}}]}],
         "rules": [{"rid": "1", "name": "推诿", "lambda": "1", "scoreNum": 5}, {"rid": "2", "name": "报姓名", "lambda": "2"}]}
        """;

    [SkippableFact]
    public async Task Sheet_Downloaded_IsChangedLookedAtAndTaken()
    {
        await portal.Server.As().PostAsync("/api/v1/rule-sets/exchanged/publications", TestServer.Document("exchanged"));
        var page = await portal.SignInAsync("inspector");
        await page.GotoAsync("/norm-sets/exchanged/exchange");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Excel（中文）").ClickAsync());
        var sheet = await File.ReadAllBytesAsync((await download.PathAsync())!);

        await ChooseAsync(page, "exchanged.xlsx", sheet);
        await Expect(page.Locator(".notice")).ToContainTextAsync("与规范集的内容相同");
        await ChooseAsync(page, "exchanged.xlsx", await EditedAsync(sheet, "没办法"));
        await Expect(page.Locator(".differences ins")).ToHaveTextAsync("没办法");
        await page.GetByRole(AriaRole.Button, new() { Name = "放入工作稿" }).ClickAsync();
        await Expect(page.Locator(".notice-done")).ToContainTextAsync("已放入工作稿");

        var again = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Excel（中文）").ClickAsync());
        var book = TreeWorkbook.Read(new MemoryStream(await File.ReadAllBytesAsync((await again.PathAsync())!))).Book!;
        book.Sheets.Single(static each => each.Name == "短语").Rows.Select(static row => row[2]).Should().Equal("没办法");
    }

    [SkippableTheory]
    [InlineData("zh-CN", 390)]
    [InlineData("en-US", 1366)]
    public async Task Pages_OfFiles_AreAccessibleAndFit(string language, int width)
    {
        await portal.Server.As().PostAsync("/api/v1/rule-sets/exchange-shown/publications", TestServer.Document("exchange-shown"));
        var sheet = await portal.Server.As().GetByteArrayAsync("/api/v1/rule-sets/exchange-shown/sheet?lang=zh-CN");
        var page = await portal.SignInAsync("administrator", language, width);
        await page.GotoAsync("/norm-sets/exchange-shown/exchange");
        await ChooseAsync(page, "a.xlsx", await EditedAsync(sheet, "没办法"));
        await page.WaitForSelectorAsync(".differences");
        await Portal.CheckAsync(page, $"norm-exchange-{language}-{width}");
        await ChooseAsync(page, "a.xlsx", await EditedAsync(sheet, "没办法", points: "5"));
        await page.WaitForSelectorAsync(".notice-error");
        await Portal.CheckAsync(page, $"norm-exchange-errors-{language}-{width}");
        await page.GotoAsync("/norm-sets/import");
        await page.Locator("[name=set]").FillAsync("from-sca-shown");
        await page.Locator("[name=set]").BlurAsync();
        await page.Locator("[name=kind]").SelectOptionAsync("Sca");
        await page.WaitForSelectorAsync("[name=judgement]");
        await ChooseAsync(page, "rules.json", Encoding.UTF8.GetBytes(Rules));
        await page.WaitForSelectorAsync(".notice-warning");
        await Portal.CheckAsync(page, $"norm-import-{language}-{width}");
    }

    private static Task ChooseAsync(IPage page, string name, byte[] file) => page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = file });

    private static async Task<byte[]> EditedAsync(byte[] sheet, string phrase, string points = "-5")
    {
        var book = TreeWorkbook.Read(new MemoryStream(sheet)).Book!;
        var phrases = book.Sheets.Single(static each => each.Name == "短语");
        var norms = book.Sheets[0];
        var sheets = book.Sheets.Replace(phrases, phrases with { Rows = [phrases.Rows[0].SetItem(2, phrase)] }).SetItem(0, norms with { Rows = [norms.Rows[0].SetItem(norms.Headings.IndexOf("分值"), points)] });
        using var file = new MemoryStream();
        await TreeWorkbook.WriteAsync(file, book with { Sheets = sheets }, default);
        return file.ToArray();
    }
}
