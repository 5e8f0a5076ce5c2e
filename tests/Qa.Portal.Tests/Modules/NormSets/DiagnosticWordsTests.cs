using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Qa.Portal.Modules.NormSets;
using Qa.Portal.Modules.NormSets.Wording;
using Qa.Portal.Tests.Commands;
using Qa.Rules.Trees.Sources;

namespace Qa.Portal.Tests.Modules.NormSets;

/// <summary>What is wrong in a document is said in the language of the page, and what is quoted of it stays.</summary>
public sealed class DiagnosticWordsTests
{
    private static readonly ResourceManagerStringLocalizerFactory Factory = new(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance);
    private static readonly DiagnosticWords Words = new(new StringLocalizer<DiagnosticTexts>(Factory), new StringLocalizer<NormSetsTexts>(Factory));

    [Theory]
    [InlineData("a list", "列表")]
    [InlineData("'a list'", "'a list'")]
    [InlineData("the number 5", "数字 5")]
    [InlineData("one of anyOf, allOf or regex; did you mean 'anyOf'?", "anyOf, allOf 或 regex 之一；是不是想写“anyOf”？")]
    [InlineData("a whole number, 1 or more", "不小于 1 的整数")]
    [InlineData("a whole number, 1 or more, at most 1000", "1 至 1000 的整数")]
    [InlineData("a number, from 0 to 1", "0 至 1 之间的数字")]
    [InlineData("a list of one or more phrases, or {file: path}", "至少一项的列表：短语，或 {file: 路径}")]
    [InlineData("no such key beside 'require'", "与“require”同时时没有这个键")]
    [InlineData("words that nobody knows", "words that nobody knows")]
    public void Of_WordsOfTheEngine_InChinese_AreThoseOfTheReader(string words, string expected) => In("zh-CN", () => Words.Of(words).Should().Be(expected));

    [Fact]
    public void Of_WordsOfTheEngine_InEnglish_StayAsTheyAre() => In("en-US", () => Words.Of("a list", "one of a or b").Should().Be("found a list, expected one of a or b"));

    [Fact]
    public void Of_EveryInvalidDocument_LeavesNoEnglishOutsideQuotes() => In("zh-CN", () =>
    {
        var documents = JsonDocument.Parse(File.ReadAllText(RepositoryFile.At("tests/Qa.Rules.Tests/Data/invalid-documents.json"))).RootElement.EnumerateArray().ToList();
        var said = documents.SelectMany(static document => NormSource.Of("a.yaml", document.GetProperty("yaml").GetString()!).Load().Diagnostics).Select(static error => Words.Of(error.Found, error.Expected)).ToList();

        said.Should().HaveCountGreaterThanOrEqualTo(documents.Count);
        said.Where(static words => Regex.IsMatch(Regex.Replace(words, "'[^']*'|“[^”]*”", ""), "[a-z]{2,} [a-z]{2,}")).Should().BeEmpty();
    });

    private static void In(string language, Action look)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            look();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
