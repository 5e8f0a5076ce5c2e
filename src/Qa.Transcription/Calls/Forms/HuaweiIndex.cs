using System.Collections.Immutable;
using Qa.Rules.Interactions;

namespace Qa.Transcription.Calls.Forms;

/// <summary>
/// The recording index of Huawei Cloud's CEC, <c>…_record_N.csv</c>: one recording a line, its columns told by their order
/// (support.huaweicloud.com, cec_07_0831). Older and newer versions have fewer or more than the eighteen described.
/// </summary>
internal sealed class HuaweiIndex : ICallForm
{
    /// <summary>Columns that every version has.</summary>
    private const int LeastColumns = 10;

    private const int AgentId = 3, CallId = 4, Caller = 5, Callee = 6, Begin = 7, End = 8, FileName = 9, OriginalFileName = 12, CallType = 14;

    // What is carried as it is. Numbers among them are names of something: they are texts.
    private static readonly (int Column, string Name)[] Carried =
    [
        (0, "developer"), (1, "accountId"), (2, "ccId"), (Caller, "caller"), (Callee, "callee"), (10, "taskStatus"), (11, "taskResult"), (13, "vdnId"),
        (15, "mediaType"), (16, "wantedSkillId"), (17, "skillId"),
    ];

    public string Name => "Huawei Cloud's recording index";

    public bool Fits(string beginning) => CsvRows.First(beginning, static row => IsHeader(row) || IsRecording(row)) is not null;

    public IEnumerable<CallRecord> Read(string text, TimeZoneInfo zone, CallDataErrors errors)
    {
        if (CsvRows.First(text, static row => IsHeader(row) || IsRecording(row)) is not var (first, delimiter))
            return [];
        var records = new List<CallRecord>();
        foreach (var row in CsvRows.Read(text, delimiter).Skip(IsHeader(first) ? 1 : 0))
        {
            var fields = new CallFields(errors, zone, row.Place, CsvRow.PlaceOf);
            if (row.IsTorn)
                fields.Report("", "a quote that does not end with its field", "fields with quotes around them, or none in them");
            else if (row.Cells.Length is < LeastColumns or > CallDataReader.MaximumColumns)
                fields.Report("", $"{row.Cells.Length} fields", $"{LeastColumns} to {CallDataReader.MaximumColumns}");
            else if (ReadRow(row, fields) is var record && fields.AreSound)
                records.Add(record);
        }

        return RecordingNumbers.Number(records);
    }

    private static bool IsHeader(CsvRow row) =>
        "call_id".Equals(row[CallId], StringComparison.OrdinalIgnoreCase) && "file_name".Equals(row[FileName], StringComparison.OrdinalIgnoreCase);

    private static bool IsRecording(CsvRow row) =>
        row[CallId] is not null && row[FileName] is not null && row[Begin] is { } begin && CallTime.Read(begin, TimeZoneInfo.Utc) is not null && IsTimeOrNothing(row[End]);

    private static bool IsTimeOrNothing(string? text) => text is null || CallTime.Read(text, TimeZoneInfo.Utc) is not null;

    private static CallRecord ReadRow(CsvRow row, CallFields fields)
    {
        var attributes = ImmutableSortedDictionary.CreateBuilder<string, AttributeValue>(StringComparer.Ordinal);
        foreach (var (column, name) in Carried)
            Add(name, row[column]);
        var direction = DirectionOf(row[CallType]);
        Add(direction is null ? "callType" : CallDirection.Attribute, direction ?? row[CallType]);
        Add("endedAt", fields.Time("call_end", row[End]));
        for (var column = Carried[^1].Column + 1; column < row.Cells.Length; column++)
            Add($"column{column + 1}", row[column]);
        if (row[CallId] is null)
            fields.Report("call_id", "nothing", "the id of a call");
        if (row[FileName] is null && row[OriginalFileName] is null)
            fields.Report("file_name", "nothing", "the name of a file");
        var (file, original) = (fields.File("file_name", row[FileName]), fields.File("original_file_name", row[OriginalFileName]));
        var customer = CallDirection.CustomerOf(direction, row[Caller], row[Callee]);
        return new(fields.Place)
        {
            Id = fields.Identity("call_id", row[CallId]),
            File = file ?? original,
            OtherFiles = file is null || original is null ? [] : [original],
            StartedAt = fields.Time("call_begin", row[Begin]),
            AgentId = fields.Identity("agent_id", row[AgentId]),
            Customer = customer is null ? null : new(null, customer),
            Attributes = attributes.ToImmutable(),
        };

        void Add(string name, string? text)
        {
            if (text is not null)
                fields.Attribute(attributes, name, name, AttributeValue.FromText(text));
        }
    }

    /// <summary>Null for calls between agents and kinds that are not described: then it is not known which number is the customer's.</summary>
    private static string? DirectionOf(string? text) => text switch
    {
        "0" or "呼入" => CallDirection.Inbound,
        "1" or "呼出" => CallDirection.Outbound,
        _ => null,
    };
}
