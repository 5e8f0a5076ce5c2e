using System.Collections.Frozen;

namespace Qa.Transcription.Calls.Forms;

/// <summary>Which column of a table says what, by the names that centres give them. What has no such name is an attribute.</summary>
internal sealed class CallColumns
{
    // Small letters, without spaces and underscores. Where a table has several for one field, the first of these is it.
    private static readonly FrozenDictionary<CallField, string[]> Names = new Dictionary<CallField, string[]>
    {
        [CallField.Id] = ["id", "callid", "interactionid", "通话id", "通话编号", "通话流水号", "流水号", "呼叫标识", "呼叫id"],
        [CallField.File] = ["file", "filename", "recording", "recordingfile", "recordingfilename", "audiofile", "录音文件", "录音文件名", "录音文件名称", "录音地址", "录音"],
        [CallField.StartedAt] = ["startedat", "start", "starttime", "callstart", "callstarttime", "callbegin", "开始时间", "通话开始时间", "呼叫开始时间"],
        [CallField.AgentId] = ["agentid", "agent", "坐席工号", "座席工号", "工号", "坐席id", "座席id", "客服工号", "客服id"],
        [CallField.AgentName] = ["agentname", "坐席姓名", "座席姓名", "坐席名称", "座席名称", "客服姓名", "坐席", "座席"],
        [CallField.AgentGroup] = ["agentgroup", "group", "team", "skillgroup", "班组", "坐席组", "座席组", "技能组", "部门"],
        [CallField.CustomerId] = ["customerid", "customer", "客户id", "客户编号", "客户号"],
        [CallField.CustomerPhone] = ["customerphone", "customerphonenumber", "phone", "phonenumber", "客户号码", "客户电话", "客户手机号", "客户手机"],
        [CallField.BusinessLine] = ["businessline", "业务线", "业务条线", "业务"],
        [CallField.AgentChannel] = ["agentchannel", "坐席声道", "座席声道", "客服声道"],
        [CallField.AgentSpeaker] = ["agentspeaker", "坐席说话人", "座席说话人", "客服说话人"],
    }.ToFrozenDictionary();

    private readonly Dictionary<CallField, int> _columns = [];

    public CallColumns(IReadOnlyList<string> header)
    {
        Header = header;
        string[] plain = [.. header.Select(static name => name.Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant())];
        foreach (var (field, names) in Names)
        {
            if (names.Select(name => Array.IndexOf(plain, name)).FirstOrDefault(static column => column >= 0, -1) is >= 0 and var column)
                _columns.Add(field, column);
        }

        Others = [.. Enumerable.Range(0, header.Count).Except(_columns.Values)];
    }

    public IReadOnlyList<string> Header { get; }

    /// <summary>The columns that are attributes.</summary>
    public IReadOnlyList<int> Others { get; }

    /// <summary>A table of calls has something beside what its recordings are found by.</summary>
    public bool AreOfCalls => Header.Count > 1 && (_columns.ContainsKey(CallField.File) || _columns.ContainsKey(CallField.Id));

    /// <summary>The column of a field; -1 where the table has none.</summary>
    public int this[CallField field] => _columns.GetValueOrDefault(field, -1);
}
