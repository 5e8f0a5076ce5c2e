using Qa.Grains.Inspection.Results;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Excel;

namespace Qa.Portal.Modules.Inspection.Results;

/// <summary>The sheet of the list of interactions: a row for each result, and one for what nobody has scored.</summary>
internal static class InteractionSheet
{
    public static IReadOnlyList<ExcelColumn<(ListedInteraction Interaction, ListedResult? Result)>> Columns(CentreTime centre, bool isEnglish) =>
    [
        new("started", new("开始时间", "Started"), row => centre.Of(row.Interaction.StartTime).DateTime),
        new("id", new("编号", "Id"), static row => row.Interaction.Id),
        new("number", new("工号", "Number"), static row => row.Interaction.AgentId),
        new("agent", new("坐席", "Agent"), static row => row.Interaction.AgentName),
        new("group", new("班组", "Group"), static row => row.Interaction.AgentGroup),
        new("channel", new("渠道", "Channel"), row => ChannelOf(row.Interaction.Channel, isEnglish)),
        new("line", new("业务线", "Business line"), static row => row.Interaction.BusinessLine),
        new("set", new("规范集", "Norm set"), static row => row.Result?.RuleSet),
        new("version", new("版本", "Version"), static row => row.Result?.Version),
        new("score", new("得分", "Score"), static row => row.Result?.Score),
        new("verdict", new("结论", "Verdict"), row => VerdictOf(row.Result, isEnglish)),
        new("review", new("待复核", "Needs review"), row => row.Result is { NeedsReview: true } ? isEnglish ? "yes" : "是" : null),
    ];

    public static IEnumerable<(ListedInteraction Interaction, ListedResult? Result)> Rows(IEnumerable<ListedInteraction> interactions) =>
        interactions.SelectMany(static each => each.Results.IsEmpty ? [(each, (ListedResult?)null)] : each.Results.Select(result => (each, (ListedResult?)result)));

    private static string ChannelOf(string channel, bool isEnglish) => channel switch
    {
        "voice" => isEnglish ? "Call" : "电话",
        "chat" => isEnglish ? "Chat" : "在线",
        _ => isEnglish ? "Mail" : "邮件",
    };

    private static string VerdictOf(ListedResult? result, bool isEnglish) => result switch
    {
        null => isEnglish ? "Not scored" : "未评分",
        { IsVetoed: true } => isEnglish ? "Vetoed" : "一票否决",
        { HasPassed: true } => isEnglish ? "Passed" : "合格",
        _ => isEnglish ? "Failed" : "不合格",
    };
}
