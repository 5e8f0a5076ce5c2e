using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Qa.Portal.Modules.NormSets.Exchange;
using Qa.Portal.Modules.NormSets.Working;
using Qa.Portal.Tests.Platform.Access;
using Qa.Portal.Tests.Platform.Serving;
using Qa.Rules.Trees.Tables;

namespace Qa.Portal.Tests.Modules.NormSets.Exchange;

/// <summary>Sets as files, through a server: what is taken stands in the working draft, and what is looked at stands nowhere.</summary>
[Collection(nameof(PlainServer))]
public sealed class ExchangeEndpointsTests(PlainServer plain)
{
    private readonly HttpClient _client = plain.Server.As();

    [Fact]
    public async Task Sheet_WithAPhraseChanged_ChangesThatInTheSourceAndKeepsItsComments()
    {
        await PublishAsync("sheeted");
        var sheet = await (await _client.GetAsync("/api/v1/rule-sets/sheeted/sheet")).Content.ReadAsByteArrayAsync();
        var same = await TestServer.JsonOf(await PutAsync("sheeted", sheet));
        var book = TreeWorkbook.Read(new MemoryStream(sheet)).Book!;
        var phrases = book.Sheets.Single(static each => each.Name == "短语");
        var edited = await FileOf(book with { Sheets = book.Sheets.Replace(phrases, phrases with { Rows = phrases.Rows.Add([phrases.Rows[0][0], "短语", "没办法"]) }) });

        var trial = await TestServer.JsonOf(await PutAsync("sheeted", edited, "?trial=true"));
        (await DraftAsync("sheeted")).Should().BeNull("it was only looked at");
        var taken = await TestServer.JsonOf(await PutAsync("sheeted", edited));

        same.GetProperty("isUnchanged").GetBoolean().Should().BeTrue();
        foreach (var answer in new[] { trial, taken })
            answer.GetProperty("difference").GetProperty("nodes")[0].GetProperty("values")[0].GetProperty("addedPhrases")[0].GetString().Should().Be("没办法");
        (trial.GetProperty("version").GetInt64(), taken.GetProperty("version").GetInt64()).Should().Be((0, 1));
        var draft = (await DraftAsync("sheeted"))!;
        (draft.Base, draft.Document.Text).Should().Be((1, Source("sheeted").Replace("[不知道]", "[不知道, 没办法]", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Sheet_WithErrors_NamesEachCellAndChangesNothing()
    {
        await PublishAsync("sheeted-badly");
        var book = TreeWorkbook.Read(new MemoryStream(await (await _client.GetAsync("/api/v1/rule-sets/sheeted-badly/sheet?lang=en-US")).Content.ReadAsByteArrayAsync())).Book!;
        var norms = book.Sheets[0];
        var points = norms.Headings.IndexOf("points");

        var refused = await PutAsync("sheeted-badly", await FileOf(book with { Sheets = book.Sheets.SetItem(0, norms with { Rows = [norms.Rows[0].SetItem(points, "5")] }) }));
        var noFile = await PutAsync("sheeted-badly", Encoding.UTF8.GetBytes("x"));
        var other = await PutAsync("another-set", await FileOf(book));

        (refused.StatusCode, noFile.StatusCode, other.StatusCode).Should().Be((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity));
        var error = (await TestServer.JsonOf(refused)).GetProperty("errors")[0];
        (error.GetProperty("sheet").GetString(), error.GetProperty("row").GetInt32(), error.GetProperty("column").GetString(), error.GetProperty("path").GetString()).Should().Be(("Norms", 2, "points", "phrase"));
        (await TestServer.JsonOf(noFile)).GetProperty("detail").GetString().Should().Contain("not an Excel file");
        (await TestServer.JsonOf(other)).GetProperty("detail").GetString().Should().Contain("found 'sheeted-badly', expected 'another-set'");
        (await DraftAsync("sheeted-badly")).Should().BeNull();
        (await _client.GetAsync("/api/v1/rule-sets/never/sheet")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Source_OfASet_IsAnArchiveOfItsTextAndLexicons()
    {
        await PublishAsync("archived", "\"@rude\"", new() { ["lexicons/rude.txt"] = "滚\n闭嘴\n" });

        using var archive = new ZipArchive(await (await _client.GetAsync("/api/v1/rule-sets/archived/source")).Content.ReadAsStreamAsync());

        archive.Entries.Select(static entry => entry.FullName).Should().Equal("archived.yaml", "lexicons/rude.txt");
        using var reader = new StreamReader(archive.Entries[1].Open());
        (await reader.ReadToEndAsync()).Should().Be("滚\n闭嘴\n");
    }

    [Fact]
    public async Task Import_OfScaRules_BeginsAWorkingDraftAndNamesWhatIsLost()
    {
        const string rules = """
            {"conditions": [{"cid": "1", "check_range": {"role": "客服"}, "lambda": "1", "operators": [{"oid": "1", "name": "推诿", "type": "HIT_ANY_KEYWORDS", "param": {"keywords": ["不归我管"]}}]},
                            {"cid": "2", "lambda": "2", "operators": [{"oid": "2", "type": "NER_MODEL", "param": {}}]}],
             "rules": [{"rid": "1", "name": "推诿", "lambda": "1", "scoreNum": 5}, {"rid": "2", "name": "姓名", "lambda": "2"}]}
            """;

        var trial = await TestServer.JsonOf(await PostAsync("sca?set=from-sca&name=SCA 规则&trial=true", rules));
        (await DraftAsync("from-sca")).Should().BeNull();
        var taken = await TestServer.JsonOf(await PostAsync("sca?set=from-sca&name=SCA 规则", rules));
        var again = await TestServer.JsonOf(await PostAsync("sca?set=from-sca", rules.Replace("不归我管", "没办法", StringComparison.Ordinal)));

        (trial.GetProperty("norms").GetInt32(), trial.GetProperty("difference").ValueKind).Should().Be((1, JsonValueKind.Null));
        taken.GetProperty("losses").EnumerateArray().Should().Contain(static loss => loss.GetProperty("leftOut").GetBoolean() && loss.GetProperty("path").GetString()!.Contains("姓名"));
        again.GetProperty("difference").GetProperty("document").EnumerateArray().Select(static value => value.GetProperty("key").GetString()).Should().BeEquivalentTo(["let.c1.anyOf"], "the name that it had stays");
        (await DraftAsync("from-sca"))!.Document.Text.Should().Contain("name: SCA 规则").And.Contain("没办法");
    }

    [Theory]
    [InlineData("workflow?set=from-workflow", """[{"WorkflowName": "w", "Rules": [{"RuleName": "long", "Expression": "metrics.durationSeconds > 10"}]}]""", 200, "")]
    [InlineData("workflow?set=Bad Id", """[]""", 422, "found 'Bad Id'")]
    [InlineData("workflow?set=from-nothing", """[]""", 422, "expected a workflow")]
    [InlineData("workflow?set=from-nothing&points=0", """[]""", 422, "expected more than 0")]
    [InlineData("workflow?set=from-nothing&judgement=maybe", """[]""", 400, "expected require, forbid or reward")]
    [InlineData("sca?set=from-nothing", """{"rules": []}""", 422, "no rules")]
    [InlineData("sca?set=from-nothing", """{""", 422, "sca.json")]
    [InlineData("word?set=from-nothing", """{}""", 404, "expected sca or workflow")]
    public async Task Import_OfAFile_IsTakenOrSaysWhatIsWrong(string path, string rules, int status, string detail)
    {
        var response = await PostAsync(path, rules);

        ((int)response.StatusCode).Should().Be(status);
        if (status != 200)
            (await TestServer.JsonOf(response)).GetProperty("detail").GetString().Should().Contain(detail);
    }

    private static string Source(string set, string phrases = "不知道", bool hasLexicon = false) => $$$"""
        # 规范集的说明
        schema: qa.norm-tree/1
        ruleSet: {{{set}}}
        name: 测试{{{(hasLexicon ? "\nlexicons: {rude: {file: lexicons/rude.txt}}" : "")}}}
        norms:
          # 这条最常见
          - {id: phrase, name: 推诿, points: -5, forbid: {anyOf: [{{{phrases}}}]}}  # 行末
        """;

    private async Task PublishAsync(string set, string phrases = "不知道", Dictionary<string, string>? lexicons = null) => (await _client.PostAsJsonAsync(
        $"/api/v1/rule-sets/{set}/publications", new { document = new { file = $"{set}.yaml", text = Source(set, phrases, lexicons is not null), lexicons }, note = "试" })).EnsureSuccessStatusCode();

    private Task<HttpResponseMessage> PutAsync(string set, byte[] file, string query = "") => _client.PutAsync($"/api/v1/rule-sets/{set}/sheet{query}", new ByteArrayContent(file));

    private Task<HttpResponseMessage> PostAsync(string path, string body) => _client.PostAsync($"/api/v1/rule-sets/imports/{path}", new StringContent(body, Encoding.UTF8, "application/json"));

    private Task<WorkingText?> DraftAsync(string set) => plain.Server.Service<WorkingDrafts>().FindAsync(set, TestActor.Named("li"));

    private static async Task<byte[]> FileOf(TableBook book)
    {
        using var file = new MemoryStream();
        await TreeWorkbook.WriteAsync(file, book, default);
        return file.ToArray();
    }
}
