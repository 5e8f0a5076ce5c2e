using System.Globalization;
using Qa.Rules.Interactions;
using Qa.Transcription.Calls;

namespace Qa.Transcription.Tests.Calls;

/// <summary>Calls on one line each, so that tables of cases can be read.</summary>
internal static class Described
{
    public static TimeZoneInfo Shanghai { get; } = TimeZoneInfo.CreateCustomTimeZone("centre", TimeSpan.FromHours(8), "centre", "centre");

    public static string Of(CallDataReading reading) => reading.NotCallData is { } reason
        ? $"not call data: {reason.Message}"
        : string.Join("\n", reading.Records.Select(Of).Concat(reading.Errors.Select(static error => $"! {error.Message}")));

    public static string Of(CallRecord call)
    {
        var parts = new List<string>();
        Add("", call.Id);
        Add("file=", call.File);
        foreach (var other in call.OtherFiles)
            Add("or=", other);
        Add("at=", call.StartedAt);
        Add("agent=", call.AgentId);
        Add("name=", call.AgentName);
        Add("group=", call.AgentGroup);
        Add("customer=", call.Customer is { } customer ? $"{customer.Id}/{customer.Phone}" : null);
        Add("line=", call.BusinessLine);
        Add("channel=", call.AgentChannel?.ToString(CultureInfo.InvariantCulture));
        Add("speaker=", call.AgentSpeaker);
        foreach (var (key, value) in call.Attributes)
            parts.Add($"{key}:{(value.Kind switch { AttributeKind.Text => $"'{value.Text}'", AttributeKind.Boolean => value.Truth ? "yes" : "no", _ => value.Text })}");
        return string.Join(' ', parts);

        void Add(string name, string? text)
        {
            if (text is not null)
                parts.Add(name + text);
        }
    }
}
