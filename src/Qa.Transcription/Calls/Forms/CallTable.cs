using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Qa.Rules.Interactions;

namespace Qa.Transcription.Calls.Forms;

/// <summary>A table with a header line, as any system and any spreadsheet can write it.</summary>
internal sealed partial class CallTable : ICallForm
{
    public string Name => "CSV";

    public bool Fits(string beginning) => CsvRows.First(beginning, IsHeader) is not null;

    public IEnumerable<CallRecord> Read(string text, TimeZoneInfo zone, CallDataErrors errors)
    {
        if (CsvRows.First(text, IsHeader) is not var (header, delimiter))
            yield break;
        var columns = new CallColumns(header.Cells);
        if (!IsSound(columns, header, errors))
            yield break;
        foreach (var row in CsvRows.Read(text, delimiter).Skip(1))
        {
            var fields = new CallFields(errors, zone, row.Place, CsvRow.PlaceOf);
            if (row.IsTorn)
                fields.Report("", "a quote that does not end with its field", "fields with quotes around them, or none in them");
            else if (row.Cells.Length != columns.Header.Count)
                fields.Report("", $"{row.Cells.Length} fields", $"{columns.Header.Count}, as in the header line");
            else if (ReadRow(row, columns, fields) is var record && fields.AreSound)
                yield return record;
        }
    }

    private static bool IsHeader(CsvRow row) => row.Cells.Length <= CallDataReader.MaximumColumns + 1 && new CallColumns(row.Cells).AreOfCalls;

    private static bool IsSound(CallColumns columns, CsvRow header, CallDataErrors errors)
    {
        if (columns.Header.Count > CallDataReader.MaximumColumns)
        {
            errors.Add(header.Place, $"{columns.Header.Count} columns", $"at most {CallDataReader.MaximumColumns}");
            return false;
        }

        var repeated = columns.Header.Where(static name => name.Length > 0).GroupBy(static name => name, StringComparer.Ordinal).Where(static group => group.Skip(1).Any()).ToList();
        foreach (var group in repeated)
            errors.Add(header.Place, $"the column '{CallDataErrors.Shortened(group.Key)}' again", "each column once");
        return repeated.Count == 0;
    }

    private static CallRecord ReadRow(CsvRow row, CallColumns columns, CallFields fields)
    {
        var attributes = ImmutableSortedDictionary.CreateBuilder<string, AttributeValue>(StringComparer.Ordinal);
        foreach (var column in columns.Others)
        {
            if (row[column] is not { } text)
                continue;
            if (columns.Header[column].Length == 0)
                fields.Report("", $"'{CallDataErrors.Shortened(text)}' in a column without a name", "a name for it in the header line");
            else
                fields.Attribute(attributes, columns.Header[column], columns.Header[column], ValueOf(text));
        }

        var (customer, phone) = (Of(CallField.CustomerId, fields.Text), Of(CallField.CustomerPhone, fields.Text));
        return new(fields.Place)
        {
            Id = Of(CallField.Id, fields.Identity),
            File = Of(CallField.File, fields.File),
            StartedAt = Of(CallField.StartedAt, fields.Time),
            AgentId = Of(CallField.AgentId, fields.Identity),
            AgentName = Of(CallField.AgentName, fields.Text),
            AgentGroup = Of(CallField.AgentGroup, fields.Text),
            Customer = customer is null && phone is null ? null : new(customer, phone),
            BusinessLine = Of(CallField.BusinessLine, fields.Text),
            AgentChannel = columns[CallField.AgentChannel] is >= 0 and var channel ? fields.Channel(columns.Header[channel], row[channel]) : null,
            AgentSpeaker = Of(CallField.AgentSpeaker, fields.Text),
            Attributes = attributes.ToImmutable(),
        };

        string? Of(CallField field, Func<string, string?, string?> check) =>
            columns[field] is >= 0 and var column ? check(columns.Header[column], row[column]) : null;
    }

    /// <summary>
    /// A cell's value. Numbers are what is written as a number would be written, so that numbers of phones with their zeros and
    /// plus signs stay as they are; of more than ten digits, they are names of something, too.
    /// </summary>
    private static AttributeValue ValueOf(string text)
    {
        if (text is "true" or "TRUE" or "false" or "FALSE")
            return AttributeValue.FromBoolean(text is "true" or "TRUE");
        return CanonicalNumber().IsMatch(text) && ExactNumber.TryParse(text, out var number) ? AttributeValue.FromNumber(number, text) : AttributeValue.FromText(text);
    }

    [GeneratedRegex(@"^(0|-?[1-9][0-9]{0,9}|-?(0|[1-9][0-9]{0,9})\.[0-9]{1,9})$", RegexOptions.NonBacktracking)]
    private static partial Regex CanonicalNumber();
}
