using System.Globalization;
using Qa.Rules.Interactions;

namespace Qa.Transcription.Calls.Forms;

/// <summary>
/// Tells the recordings of one call apart: a transferred call has several, and each becomes an interaction of its own. They are
/// <c>ID-1</c>, <c>ID-2</c>, … by when they began, and have the call's own id as the attribute <c>callId</c>.
/// </summary>
internal static class RecordingNumbers
{
    public static IReadOnlyList<CallRecord> Number(IReadOnlyList<CallRecord> records)
    {
        var numbered = records.ToArray();
        var ofCall = Enumerable.Range(0, numbered.Length).Where(index => records[index].Id is not null).GroupBy(index => records[index].Id!, StringComparer.Ordinal);
        foreach (var call in ofCall.Where(static call => call.Skip(1).Any()))
        {
            var number = 0;
            foreach (var index in call.OrderBy(index => Instant(records[index])))
            {
                var suffix = string.Create(CultureInfo.InvariantCulture, $"-{++number}");

                // No id is made longer than one may be; two that the cut makes the same are told by the reader.
                var start = call.Key[..Math.Min(call.Key.Length, InteractionReader.MaximumIdLength - suffix.Length)];
                numbered[index] = records[index] with
                {
                    Id = start + suffix,
                    Attributes = records[index].Attributes.SetItem("callId", AttributeValue.FromText(call.Key)),
                };
            }
        }

        return numbered;
    }

    private static DateTimeOffset Instant(CallRecord record) =>
        DateTimeOffset.TryParse(record.StartedAt, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : DateTimeOffset.MaxValue;
}
