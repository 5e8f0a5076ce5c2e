namespace Qa.Rules.Trees.Tables;

/// <summary>The words that stand in cells.</summary>
internal static class TableWords
{
    public static readonly TableWord Category = new("category", "分类", "category");
    public static readonly TableWord Norm = new("norm", "规范", "norm");

    public static readonly TableWord[] Kinds = [Category, Norm];

    public static readonly TableWord[] Truth = [new("true", "是", "yes"), new("false", "否", "no")];

    public static readonly TableWord[] Judgements =
    [
        new("forbid", "禁止", "forbid"), new("require", "要求", "require"), new("reward", "加分", "reward"), new("manual", "人工", "manual"),
    ];

    public static readonly TableWord[] Points = [new("veto", "一票否决", "veto")];

    public static readonly TableWord[] Severities = [new("fatal", "致命", "fatal"), new("nonfatal", "非致命", "nonfatal")];

    public static readonly TableWord[] Roles = [new("agent", "坐席", "agent"), new("customer", "客户", "customer"), new("any", "任一方", "any")];

    public static readonly TableWord[] Matches = [new("exact", "原字", "exact"), new("pinyin", "同音", "pinyin")];

    public static readonly TableWord[] Responses =
    [
        new("first", "首次", "first"), new("average", "平均", "average"), new("max", "最长", "max"), new("each", "每次", "each"),
    ];

    public static readonly TableWord[] Operators =
    [
        new("anyOf", "含任一短语", "any phrase"), new("allOf", "含全部短语", "all phrases"), new("regex", "正则", "regex"), new("similar", "相似话术", "similar"),
        new("repeat", "重复", "repeat"), new("silence", "静默", "silence"), new("interruption", "抢话", "interruption"), new("speechRate", "语速", "speech rate"),
        new("responseTime", "响应时间", "response time"), new("loudness", "音量", "loudness"), new("duration", "时长", "duration"),
        new("turnCount", "句数", "turn count"), new("all", "全部成立", "all hold"), new("any", "任一成立", "any holds"), new("not", "不成立", "does not hold"),
        new("sequence", "依次", "in sequence"), new("lacking", "缺少", "lacking"), new("unanswered", "未回应", "unanswered"), new("use", "引用", "use"), new("expr", "表达式", "expression"),
    ];

    public static readonly TableWord[] Lists =
    [
        new("anyOf", "短语", "phrase"), new("allOf", "短语", "phrase"), new("texts", "话术", "script"), new("except", "例外", "except"), new("ignore", "不计", "ignore"),
    ];

    public static readonly TableWord Lexicon = new("lexicons", "词库", "lexicon");
    public static readonly TableWord LexiconFile = new("lexicons.file", "词库文件", "lexicon file");
    public static readonly TableWord Let = new("let", "命名条件", "named condition");
    public static readonly TableWord AppliesTo = new("appliesTo", "适用范围", "applies to");
    public static readonly TableWord Score = new("score", "计分", "score");

    /// <summary>What the sheet of settings is about, beside lexicons and named conditions. A point parts a mapping from its key.</summary>
    public static readonly TableWord[] Settings =
    [
        new("schema", "格式", "schema"), new("ruleSet", "规范集编号", "rule set"), new("name", "规范集名称", "name"),
        AppliesTo, new("appliesTo.channels", "适用渠道", "channel"), new("appliesTo.businessLines", "适用业务线", "business line"), new("appliesTo.agentGroups", "适用班组", "agent group"),
        Score, new("score.base", "起始分", "base score"), new("score.min", "最低分", "lowest score"), new("score.max", "最高分", "highest score"),
        new("score.pass", "合格分", "pass score"), new("score.minConfidence", "最低置信度", "lowest confidence"),
        Lexicon, LexiconFile, Let,
    ];

    /// <summary>The document's word for a cell's; null when it is none of these.</summary>
    public static string? KeyOf(TableWord[] words, string cell)
    {
        foreach (var word in words)
        {
            if (word.Is(cell))
                return word.Key;
        }

        return null;
    }

    /// <summary>A cell's word for the document's; the document's own where it is none of these.</summary>
    public static string Shown(TableWord[] words, string key, TableLanguage language)
    {
        foreach (var word in words)
        {
            if (string.Equals(word.Key, key, StringComparison.Ordinal))
                return word.In(language);
        }

        return key;
    }

    /// <summary>The words in both languages, as an error lists them.</summary>
    public static string Listing(TableWord[] words) => Phrasing.OneOf([.. words.Select(static word => $"{word.Chinese} ({word.English})")]);
}
