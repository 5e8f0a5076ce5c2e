namespace Qa.Rules.Trees.Tables;

/// <summary>The four sheets of a book, and their columns.</summary>
internal static class TableSheets
{
    public static readonly TableWord Norms = new("norms", "规范", "Norms");
    public static readonly TableWord Conditions = new("conditions", "条件", "Conditions");
    public static readonly TableWord Phrases = new("phrases", "短语", "Phrases");
    public static readonly TableWord Settings = new("settings", "设置", "Settings");

    public static readonly TableWord[] NormColumns =
    [
        new(NodeColumn.Parent, "上级", "parent"), new(NodeColumn.Id, "编号", "id"), new(NodeColumn.Kind, "类别", "kind"), new(NodeColumn.Name, "名称", "name"),
        new(NodeColumn.Enabled, "启用", "enabled"), new(NodeColumn.Description, "说明", "description"), new(NodeColumn.Guidance, "应答用语", "guidance"),
        new(NodeColumn.MaxDeduct, "最多扣分", "max deduct"), new(NodeColumn.When, "适用条件", "when"), new(NodeColumn.Judgement, "判定", "judgement"),
        new(NodeColumn.Condition, "条件", "condition"), new(NodeColumn.Points, "分值", "points"), new(NodeColumn.PerHit, "按次计分", "per hit"),
        new(NodeColumn.MaxHits, "最多次数", "max hits"), new(NodeColumn.Severity, "严重程度", "severity"),
    ];

    public static readonly TableWord[] ConditionColumns =
    [
        new(ConditionColumn.Number, "条件编号", "condition"), new(ConditionColumn.Operator, "算子", "operator"), new(ConditionColumn.Text, "内容", "text"),
        new(ConditionColumn.Of, "所含条件", "of"), new(ConditionColumn.Near, "附近条件", "near"),
        new(ConditionColumn.Role, "角色", "role"), new(ConditionColumn.Turns, "句子范围", "turns"), new(ConditionColumn.Seconds, "秒数范围", "seconds"),
        new(ConditionColumn.Around, "围绕条件", "around"), new(ConditionColumn.Before, "之前几句", "turns before"), new(ConditionColumn.After, "之后几句", "turns after"),
        new(ConditionColumn.WithinTurns, "相隔几句内", "within turns"), new(ConditionColumn.Match, "匹配", "match"), new(ConditionColumn.MinHits, "至少几处", "min hits"),
        new(ConditionColumn.AtLeast, "相似度", "at least"), new(ConditionColumn.Times, "次数", "times"), new(ConditionColumn.MinLength, "最少字数", "min length"),
        new(ConditionColumn.LongerThan, "超过秒数", "longer than"), new(ConditionColumn.Speaker, "谁", "who"), new(ConditionColumn.Which, "取值", "which"),
        new(ConditionColumn.Above, "大于", "above"), new(ConditionColumn.Below, "小于", "below"), new(ConditionColumn.AboveMean, "高于均值分贝", "above mean"),
        new(ConditionColumn.MinSeconds, "最少秒数", "min seconds"),
    ];

    public static readonly TableWord[] PhraseColumns =
    [
        new(PhraseColumn.Condition, "条件编号", "condition"), new(PhraseColumn.List, "用途", "list"), new(PhraseColumn.Phrase, "短语", "phrase"),
    ];

    public static readonly TableWord[] SettingColumns =
    [
        new(SettingColumn.Item, "项目", "setting"), new(SettingColumn.Name, "名称", "name"), new(SettingColumn.Value, "值", "value"),
    ];

    internal static class NodeColumn
    {
        public const string Parent = "parent";
        public const string Id = "id";
        public const string Kind = "kind";
        public const string Name = "name";
        public const string Enabled = "enabled";
        public const string Description = "description";
        public const string Guidance = "guidance";
        public const string MaxDeduct = "maxDeduct";
        public const string When = "when";
        public const string Judgement = "judgement";
        public const string Condition = "condition";
        public const string Points = "points";
        public const string PerHit = "perHit";
        public const string MaxHits = "maxHits";
        public const string Severity = "severity";
    }

    internal static class ConditionColumn
    {
        public const string Number = "condition";
        public const string Operator = "operator";
        public const string Text = "text";
        public const string Of = "of";
        public const string Near = "near";
        public const string Role = "role";
        public const string Turns = "turns";
        public const string Seconds = "seconds";
        public const string Around = "around";
        public const string Before = "before";
        public const string After = "after";
        public const string WithinTurns = "withinTurns";
        public const string Match = "match";
        public const string MinHits = "minHits";
        public const string AtLeast = "atLeast";
        public const string Times = "times";
        public const string MinLength = "minLength";
        public const string LongerThan = "longerThan";
        public const string Speaker = "speaker";
        public const string Which = "which";
        public const string Above = "above";
        public const string Below = "below";
        public const string AboveMean = "aboveMean";
        public const string MinSeconds = "minSeconds";
    }

    internal static class PhraseColumn
    {
        public const string Condition = "condition";
        public const string List = "list";
        public const string Phrase = "phrase";
    }

    internal static class SettingColumn
    {
        public const string Item = "setting";
        public const string Name = "name";
        public const string Value = "value";
    }
}
