using CsCheck;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Platform.Search;
using Qa.Portal.Tests.Platform.Data;
using Qa.Rules.Matching;

namespace Qa.Portal.Tests.Platform.Search;

public sealed class SearchIndexTests
{
    private const string Sample = "您好，感谢致电蓝天银行信用卡中心，请问有什么可以帮您？我想查询一下上个月的账单，有一笔年费我觉得不应该收取。"
        + "好的，请您提供一下卡号后四位和身份证号码，我马上为您核实。核实到您的年费是系统自动扣收的，满六次消费可以减免。";

    private static readonly DateTimeOffset Now = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task FindAsync_EveryTwoCharactersOfAText_FindsIt(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        await PutAsync(database, new SearchDocument("ticket", "1", "", Sample), new SearchDocument("ticket", "2", "", "别的内容"));
        var words = TextNormaliser.Normalise(Sample);

        for (var place = 0; place + 2 <= words.Length; place++)
        {
            (await FindAsync(database, words.Substring(place, 2))).Should().Equal(["1"], "{0} is there", words.Substring(place, 2));
            (await FindAsync(database, words.Substring(place, 1))).Should().Contain("1");
        }

        (await FindAsync(database, "蓝天银行信用卡中心请问")).Should().Equal("1");
        (await FindAsync(database, "银卡")).Should().BeEmpty("both characters are there, and not together");
        (await FindAsync(database, "年费应该")).Should().BeEmpty("all pairs but one are there");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task FindAsync_AnyTextsAndQueries_FindsWhatALookThroughAllOfThemFinds(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        var parts = OneOf("退", "款", "流", "程", "退款", "年费", "一", "𠀀", "a", "b", "ab", "A", "1", "12", "ａ", " ", "，", ".", "\n", "é", "あ", "ー", "'", "\"", "\\", "한");
        var texts = parts.List[0, 12].Select(static each => string.Concat(each));
        var wanted = parts.List[1, 3].Select(static each => string.Concat(each));
        var (round, found) = (0, 0);
        await Gen.Select(texts.Array[1, 8], wanted.Array[1, 8]).SampleAsync(
            async (documents, queries) =>
            {
                // Documents of a kind of their own each time, so that the rounds share a database and not what is found.
                var ofRound = FormattableString.Invariant($"round {Interlocked.Increment(ref round)}");
                await PutAsync(database, [.. documents.Select((text, number) => new SearchDocument(ofRound, FormattableString.Invariant($"{number}"), number % 2 == 0 ? text : "", number % 2 == 0 ? "" : text))]);
                foreach (var query in queries)
                {
                    if (SearchQuery.Parse(query).Query is not { } parsed)
                        continue;
                    var hits = await Index(database).FindAsync(parsed, [ofRound], SearchScope.All, new(1));
                    var expected = documents.Index().Where(each => parsed.Words.All(word => Oracle(each.Item, word.Normalised))).Select(static each => FormattableString.Invariant($"{each.Index}"));
                    hits.Hits.Select(static hit => hit.Id).Should().BeEquivalentTo(expected, "'{0}' in {1}", query, string.Join(" | ", documents));
                    hits.Hits.Where(static hit => hit.Title.Marks.Length + hit.Snippet.Marks.Length == 0).Should().BeEmpty("what was found can be shown");
                    found += hits.Hits.Length;
                }
            },
            iter: 150, threads: 1);
        found.Should().BeGreaterThan(150, "a law about what is found says nothing where nothing is");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task FindAsync_SeveralThatFit_AreRankedAndThenTheNewestFirst(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        await PutAsync(
            database,
            new("ticket", "once in much", "", "退款" + new string('好', 300), At: Now),
            new("ticket", "title", "退款", "没有别的", At: Now),
            new("ticket", "often", "", "退款。退款，退款吧退款", At: Now),
            new("ticket", "old", "", "我要退款啊", At: Now.AddDays(-1)),
            new("ticket", "new", "", "我要退款啊", At: Now),
            new("ticket", "other", "", "没有"));

        (await FindAsync(database, "退款")).Should().Equal("title", "often", "new", "old", "once in much");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task FindAsync_WordsAndPhrases_AllMustBeThereAndPhrasesTogether(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        await PutAsync(
            database,
            new("ticket", "a", "", "APP 登录失败，请点击 click here 按钮"), new("ticket", "b", "", "登录app成功，here you click"), new("ticket", "c", "登录", "失败的是\napple"));

        (await FindAsync(database, "登录 失败")).Should().BeEquivalentTo("a", "c");
        (await FindAsync(database, "\"登录 失败\"")).Should().Equal("a");
        (await FindAsync(database, "\"click here\"")).Should().Equal("a");
        (await FindAsync(database, "click here")).Should().BeEquivalentTo("a", "b");
        (await FindAsync(database, "app")).Should().BeEquivalentTo(["a", "b"], "apple is another word");
        (await FindAsync(database, "“ＡＰＰ登录”")).Should().Equal("a");
        (await FindAsync(database, "是a")).Should().BeEmpty("the line ends between");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task FindAsync_Scope_IsPartOfTheSearch(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        await PutAsync(
            database,
            new("ticket", "1", "", "退款", "a1", "g1", "d1"), new("ticket", "2", "", "退款", "a2", "g1", "d1"), new("case", "3", "", "退款", "a3", "g2", "d2"),
            new("article", "4", "", "退款"), new("ticket", "5", "", "退款", "a'5", "g3"));

        (await FindAsync(database, "退款", SearchScope.All)).Should().HaveCount(5);
        (await FindAsync(database, "退款", SearchScope.Of(departments: ["d1"]))).Should().BeEquivalentTo("1", "2");
        (await FindAsync(database, "退款", SearchScope.Of(groups: ["g2", "g3"]))).Should().BeEquivalentTo("3", "5");
        (await FindAsync(database, "退款", SearchScope.Of(agents: ["a2", "a'5"]))).Should().BeEquivalentTo("2", "5");
        (await FindAsync(database, "退款", SearchScope.Of(departments: ["d2"], agents: ["a1"]))).Should().BeEquivalentTo("1", "3");
        (await FindAsync(database, "退款", SearchScope.Of(agents: ["a"]))).Should().BeEmpty();
        (await FindAsync(database, "退款", SearchScope.Of())).Should().BeEmpty("who may see nobody's things finds nothing");
        (await FindAsync(database, "退款", SearchScope.Of(departments: ["d1", "d2"]), "case", "article")).Should().Equal("3");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task PutAsync_AgainAndRemoved_IsFoundAsItIsNow(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        await PutAsync(database, new("ticket", "1", "旧标题", "退款"), new("case", "1", "", "退款"));

        await PutAsync(database, new SearchDocument("ticket", "1", "新标题", "年费", "a2"));

        (await FindAsync(database, "退款", SearchScope.All, "ticket")).Should().BeEmpty();
        (await FindAsync(database, "旧标题")).Should().BeEmpty();
        (await FindAsync(database, "年费", SearchScope.Of(agents: ["a2"]))).Should().Equal("1");
        await database.Database.Database.WriteAsync(session => Index(database).RemoveAsync(session, "ticket", "1"));
        await database.Database.Database.WriteAsync(session => Index(database).RemoveAsync(session, "ticket", "1"));
        (await FindAsync(database, "年费")).Should().BeEmpty();
        (await FindAsync(database, "退款", SearchScope.All, "case")).Should().Equal("1");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task FindAsync_HostileQueries_FindWhatTheySayAndBreakNothing(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        await PutAsync(database, new SearchDocument("ticket", "1", "", "drop table near a or b not 退款"));
        string[] hostile =
        [
            "a\" OR \"b", "'; DROP TABLE search_document; --", "NEAR(a b)", "title:退款", "退款*", "^退款", "{title}: 退款", "a AND NOT b", "a:*", "'a' & 'b'", "a | b", "!a", "(退款",
            "\0退款", "a\0b", "\\", "%", "_", "退款' || 'x", "a <-> b", "@word0", "$1", ":tokens", "\ud800退款", "\"\"\"\"", "''''", "a\u202eb", "a\u0301\u0301\u0301", "ﷺ", "İ", "ß",
        ];

        foreach (var query in hostile)
        {
            if (SearchQuery.Parse(query).Query is { } parsed)
                await Index(database).FindAsync(parsed, ["ticket", "'; --", "\""], SearchScope.Of(agents: ["' OR 1 = 1 --", "\"", "[]"]), new(1));
            if (SearchQuery.Parse(query).Query is { } again)
                (await Index(database).FindAsync(again, [], SearchScope.All, new(1))).Hits.Length.Should().BeLessThanOrEqualTo(1);
        }

        (await FindAsync(database, "title:退款")).Should().BeEmpty("the word title is not there");
        (await FindAsync(database, "a NOT b")).Should().Equal(["1"], "words are words");
        await Gen.String[1, SearchQuery.MaximumLength].SampleAsync(
            async text =>
            {
                if (SearchQuery.Parse(text).Query is { } parsed)
                    await Index(database).FindAsync(parsed, [], SearchScope.All, new(1));
            },
            iter: 300, threads: 1);
        (await FindAsync(database, "退款")).Should().Equal(["1"], "it is all still there");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task PutAsync_AnyText_IsTaken(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        var random = new Random(7);
        var han = string.Concat(Enumerable.Range(0, SearchDocument.MaximumTextLength + 10).Select(place => place % 400 == 399 ? "\n" : ((char)random.Next(0x4E00, 0x9FA5)).ToString()));

        await PutAsync(
            database,
            new("ticket", "odd", "a\0b\ud800", "c\0d\udc00 退款"), new("ticket", "huge", new('题', 10_000), "退款\n" + han), new("ticket", "words", "", new string('a', 90_000) + " 退款"),
            new("ticket", "same", "", string.Concat(Enumerable.Repeat("退款", 40_000))), new("ticket", "empty", "", ""));
        await Gen.String.Array[1, 5].SampleAsync(texts => PutAsync(database, [.. texts.Select(static (text, number) => new SearchDocument("any", $"{number}", text, text))]), iter: 100, threads: 1);

        (await FindAsync(database, "退款", SearchScope.All, "ticket")).Should().BeEquivalentTo("odd", "huge", "words", "same");
        (await FindAsync(database, new string('a', 90), SearchScope.All)).Should().BeEmpty("it is the beginning of a longer word");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task FindAsync_Pages_FollowEachOther(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        await PutAsync(database, [.. Enumerable.Range(0, 45).Select(static number => new SearchDocument("ticket", $"{number}", "", "退款", At: Now.AddMinutes(number)))]);
        var query = SearchQuery.Parse("退款").Query!;

        var pages = new List<SearchHits>();
        foreach (var number in new[] { 1, 2, 3, 4 })
            pages.Add(await Index(database).FindAsync(query, [], SearchScope.All, new(number)));

        pages.SelectMany(static page => page.Hits).Select(static hit => hit.Id).Should().Equal(Enumerable.Range(0, 45).Reverse().Select(static number => $"{number}"));
        pages.Select(static page => page.HasMore).Should().Equal(true, true, false, false);
        foreach (var wrong in new SearchPage[] { new(0), new(SearchPage.MaximumNumber + 1), new(1, 0), new(1, SearchPage.MaximumSize + 1) })
            await FluentActions.Awaiting(() => Index(database).FindAsync(query, [], SearchScope.All, wrong)).Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task FindAsync_AHundredThousandDocuments_StillFindsExactly(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        const int count = 100_000;
        foreach (var numbers in Enumerable.Range(0, count).Chunk(2_000))
        {
            await PutAsync(
                database,
                [.. numbers.Select(static number => new SearchDocument("ticket", $"{number}", $"工单{number}", number % 1_000 == 7 ? "客户要求退款并投诉" : "客户咨询年费与账单", $"a{number % 100}", At: Now.AddSeconds(number)))]);
        }

        (await FindAsync(database, "退款")).Should().HaveCount(SearchPage.DefaultSize).And.StartWith("99007");
        (await FindAsync(database, "年费", SearchScope.Of(agents: ["a8"])))[0].Should().Be("99908");
        (await FindAsync(database, "12345")).Should().Equal("12345");
        (await FindAsync(database, "退 款并 投诉", SearchScope.Of(agents: ["a7"]))).Should().HaveCount(SearchPage.DefaultSize);
        (await FindAsync(database, "退费")).Should().BeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task FindAsync_MoreThanAreRanked_AreThoseThatCameInLast(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        const int count = 10_000;
        foreach (var numbers in Enumerable.Range(0, count).Chunk(2_000))
            await PutAsync(database, [.. numbers.Select(static number => new SearchDocument("ticket", $"{number}", number == 3 ? "退款" : "", number % 5 == 0 ? "我要退款" : "您好我要退款", $"a{number % 10}", At: Now.AddSeconds(number)))]);
        await PutAsync(database, new SearchDocument("ticket", "17", "年费", "您好"));

        var common = await Index(database).FindAsync(SearchQuery.Parse("退款").Query!, [], SearchScope.All, new(10, 100));
        common.Hits.Should().HaveCount(100);
        (common.HasMore, common.IsOfNewest).Should().Be((false, true));
        common.Hits.Select(static hit => int.Parse(hit.Id, null)).Min().Should().BeGreaterThanOrEqualTo(count - SearchIndex.MaximumRanked);
        (await Index(database).FindAsync(SearchQuery.Parse("退款").Query!, [], SearchScope.All, new(11, 100))).Hits.Should().BeEmpty();
        (await FindAsync(database, "退款", SearchScope.Of(agents: ["a3"]))).Should().StartWith("3", "of fewer all are ranked, and this one has it in its title");
        (await Index(database).FindAsync(SearchQuery.Parse("退款").Query!, [], SearchScope.Of(agents: ["a3"]), new(1))).IsOfNewest.Should().BeFalse();
        (await FindAsync(database, "年费 您好")).Should().Equal(["17"], "what was put in again is found wherever it stands");
        (await FindAsync(database, "退款", SearchScope.Of(agents: Enumerable.Range(0, 300).Select(static number => $"a{number * 10 + 7}")))).Should().StartWith("9997", "of many owners, too");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task FindAsync_FacetsAsWords_FindNothing(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        await PutAsync(database, new("ticket", "1", "", "退款", "a1"), new("ticket", "2", "", $"退{SearchFacets.Mark}款", "a2"));

        SearchQuery.Parse($"{SearchFacets.Mark}").Query.Should().BeNull("it is part of no word");
        (await FindAsync(database, SearchFacets.Agent("a1"))).Should().BeEmpty("no text says it");
        (await FindAsync(database, $"退{SearchFacets.Mark}款", SearchScope.Of(agents: ["a1"]))).Should().BeSubsetOf(["1"]);
    }

    // Independent of tokens and forms: a place in the normalised line where no word of letters or digits is cut.
    private static bool Oracle(string text, string word) => text.Split('\n').Select(static line => TextNormaliser.Normalise(line)).Any(line =>
        Enumerable.Range(0, line.Length + 1).Any(place => line.AsSpan(place).StartsWith(word, StringComparison.Ordinal)
            && !(IsWord(word, 0) && place > 0 && IsWord(line, place - 1)) && !(IsWord(word, word.Length - 1) && IsWord(line, place + word.Length))));

    private static bool IsWord(string text, int place) => place < text.Length && !char.IsSurrogate(text[place]) && UnicodeTable.IsWordCharacter(text[place]);

    private static SearchIndex Index(PortalTestDatabase database) => new(database.Database.Database);

    private static Task PutAsync(PortalTestDatabase database, params SearchDocument[] documents) =>
        database.Database.Database.WriteAsync(session => Index(database).PutAsync(session, documents.Select(PreparedDocument.Of)));

    private static Task<List<string>> FindAsync(PortalTestDatabase database, string query) => FindAsync(database, query, SearchScope.All);

    private static async Task<List<string>> FindAsync(PortalTestDatabase database, string query, SearchScope scope, params string[] kinds) =>
        [.. (await Index(database).FindAsync(SearchQuery.Parse(query).Query!, kinds, scope, new(1))).Hits.Select(static hit => hit.Id)];

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(place => values[place]);
}
