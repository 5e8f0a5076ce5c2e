using System.Globalization;
using System.Text;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Qa.Portal.Commands.Files;
using Qa.Portal.Modules.NormSets;
using Qa.Portal.Modules.NormSets.Wording;
using Qa.Portal.Tests.Commands;
using Qa.Rules.Conditions;
using Qa.Rules.Trees;

namespace Qa.Portal.Tests.Modules.NormSets;

/// <summary>What readers of a tree are told: that of every operator, and that nothing of it is left out.</summary>
public sealed class ConditionWordsTests
{
    private static readonly IStringLocalizer<NormSetsTexts> Texts = new StringLocalizer<NormSetsTexts>(new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));

    [Theory]
    [InlineData("{anyOf: [推诿], except: [不推诿], turns: {first: 2}, match: pinyin}", "坐席 · 前 2 句 · 说到任一短语 · 含同音字 [推诿] 不计[不推诿]")]
    [InlineData("{anyOf: [推诿], minHits: 3, role: customer}", "客户 · 说到任一短语，至少 3 次 [推诿]")]
    [InlineData("{allOf: [甲, 乙], seconds: {last: 20}}", "坐席 · 后 20 秒 · 说到全部短语 [甲|乙]")]
    [InlineData("{regex: '(可以|行)吗', turns: {from: 2, to: 5}, role: any}", "任一方 · 第 2 至 5 句 · 符合正则 [(可以|行)吗]")]
    [InlineData("{similar: {texts: [您好很高兴为您服务], atLeast: 0.85}}", "坐席 · 与话术相似度不低于 85% [您好很高兴为您服务]")]
    [InlineData("{repeat: {times: 3}}", "坐席 · 同一句话说 3 次以上（不少于 4 字）")]
    [InlineData("{silence: {longerThan: 8, before: agent}, minHits: 2}", "坐席开口前静默超过 8 秒 · 至少 2 次")]
    [InlineData("{interruption: {by: agent, longerThan: 1.5}}", "坐席抢话，重叠超过 1.5 秒")]
    [InlineData("{speechRate: {above: 320}}", "坐席 · 语速高于每分钟 320 字（2 秒以上的句子）")]
    [InlineData("{responseTime: {of: first, above: 30}}", "首次响应超过 30 秒")]
    [InlineData("{loudness: {aboveMean: 12}}", "坐席 · 音量高于平均值 12 dB 以上")]
    [InlineData("{duration: {below: 20}}", "总时长不足 20 秒")]
    [InlineData("{turnCount: {above: 3}, role: customer}", "客户 · 句数多于 3")]
    [InlineData("{not: {anyOf: [甲]}}", "不满足 (坐席 · 说到任一短语 [甲])")]
    [InlineData("{all: [{anyOf: [甲]}, {any: [{anyOf: [乙]}]}]}", "同时满足 (坐席 · 说到任一短语 [甲]) (满足任一 (坐席 · 说到任一短语 [乙]))")]
    [InlineData("{anyOf: [甲], around: {of: {anyOf: [乙], role: customer}, after: 2}}", "坐席 · 前 0 句至后 2 句内 · 说到任一短语 [甲] (围绕以下条件的命中：客户 · 说到任一短语 [乙])")]
    [InlineData("{lacking: {of: {anyOf: [甲]}, near: {anyOf: [乙]}, before: 2}}", "出现前者，而其前 2 句至后 0 句内没有后者 (前者：坐席 · 说到任一短语 [甲]) (后者：坐席 · 说到任一短语 [乙])")]
    [InlineData("{expr: 'metrics.silenceSeconds > 30'}", "表达式成立 [metrics.silenceSeconds > 30]")]
    public void Of_Operator_SaysAllOfIt(string condition, string expected) => InChinese(() =>
    {
        var tree = Tree($"norms: [{{id: n, name: 规范, points: -5, forbid: {condition}}}]");

        Flat(new ConditionWords(Texts).Of(((Judgement.Forbid)((Norm)tree.Nodes[0]).Judgement).Condition)).Should().Be(expected);
    });

    [Fact]
    public void Of_EveryConditionOfTheRuleSets_IsSaidWithoutAMissingText() => InChinese(() =>
    {
        var words = new ConditionWords(Texts);
        var said = 0;
        foreach (var file in Directory.GetFiles(RepositoryFile.At("rulesets"), "*.yaml"))
        {
            var tree = TreeLoader.Load(file, File.ReadAllBytes(file), new FolderLexicons(Path.GetDirectoryName(file)!)).Tree!;
            foreach (var condition in tree.Lets.Select(static let => let.Condition).Concat(ConditionsOf(tree.Nodes)))
            {
                Flat(words.Of(condition)).Should().NotContain("cond.").And.NotContain("role.").And.NotContain("turns.");
                said++;
            }
        }

        said.Should().BeGreaterThan(100);
    });

    [Theory]
    [InlineData("points: veto, forbid: {anyOf: [甲]}", "一票否决", "一票否决：总分为 0")]
    [InlineData("points: -5, forbid: {anyOf: [甲]}", "−5", "−5 分")]
    [InlineData("points: -5, perHit: true, maxHits: 3, forbid: {anyOf: [甲]}", "−5/次", "每次 −5 分，最多计 3 次")]
    [InlineData("points: 2.5, reward: {anyOf: [甲]}", "+2.5", "+2.5 分")]
    [InlineData("manual: {max: 20}", "人工 0…−20", "0 至 −20，由人工评定")]
    public void NormWords_Judgement_SaysWhatItCosts(string keys, string worth, string points) => InChinese(() =>
    {
        var norm = (Norm)Tree($"norms: [{{id: n, name: 规范, {keys}}}]").Nodes[0];

        (new NormWords(Texts).Worth(norm), new NormWords(Texts).PointsOf(norm)).Should().Be((worth, points));
    });

    private static string Flat(ConditionWording wording) =>
        $"{wording.Text}{(wording.Phrases.IsEmpty ? "" : $" [{string.Join('|', wording.Phrases)}]")}{(wording.Except.IsEmpty ? "" : $" 不计[{string.Join('|', wording.Except)}]")}{string.Concat(wording.Parts.Select(static part => $" ({part.As}{Flat(part.Part)})"))}";

    private static IEnumerable<Condition> ConditionsOf(IEnumerable<TreeNode> nodes) => nodes.SelectMany(static node => node switch
    {
        Category category => ConditionsOf(category.Children),
        Norm { Judgement: Judgement.Forbid forbid } => [forbid.Condition],
        Norm { Judgement: Judgement.Require require } => [require.Condition],
        Norm { Judgement: Judgement.Reward reward } => [reward.Condition],
        _ => [],
    });

    private static NormTree Tree(string rest)
    {
        var loaded = TreeLoader.Load("t.yaml", Encoding.UTF8.GetBytes($"schema: qa.norm-tree/1\nruleSet: t\nname: 测试\n{rest}\n"), null);
        loaded.Diagnostics.Should().BeEmpty();
        return loaded.Tree!;
    }

    private static void InChinese(Action check)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        try
        {
            check();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
