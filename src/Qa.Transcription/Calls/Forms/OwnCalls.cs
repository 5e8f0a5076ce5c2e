using System.Collections.Immutable;
using System.Text.Json;
using Qa.Rules.Interactions;

namespace Qa.Transcription.Calls.Forms;

/// <summary>
/// Our own JSON: one call, a list of calls, or <c>{"calls": […]}</c>, with the names that an interaction has (norm-tree.md §1). As there, a
/// key that is not known is an error, so that nothing sent is silently lost.
/// </summary>
internal sealed class OwnCalls : ICallForm
{
    private const string List = "calls";
    private const string Known = "one of id, file, startedAt, agent, customer, businessLine, attributes, agentChannel, agentSpeaker";

    private static readonly string[] Telling = [List, "file", "startedAt", "agent", "customer", "businessLine", "attributes", "agentChannel", "agentSpeaker"];

    // Interactions and transcripts, of which some have these keys, too.
    private static readonly string[] OfOthers = ["turns", "text", "segments", "transcription", "transcripts", "phrases", "sentence_info", "Sentences"];

    public string Name => "JSON of calls";

    public bool Fits(string beginning)
    {
        var keys = JsonBeginning.KeysOf(beginning);
        return Array.Exists(Telling, keys.Contains) && !Array.Exists(OfOthers, keys.Contains);
    }

    /// <summary>Whether it is JSON of nothing else that is known.</summary>
    public static bool MayBe(string beginning) => beginning is ['{' or '[', ..] && !Array.Exists(OfOthers, JsonBeginning.KeysOf(beginning).Contains);

    public IEnumerable<CallRecord> Read(string text, TimeZoneInfo zone, CallDataErrors errors) =>
        JsonCalls.Read(text, errors, root => ReadRoot(root, zone, errors));

    private static IReadOnlyList<CallRecord> ReadRoot(JsonElement root, TimeZoneInfo zone, CallDataErrors errors)
    {
        if (root.ValueKind == JsonValueKind.Array)
            return [.. JsonCalls.Each(root, "", zone, errors, ReadCall)];
        var whole = new CallFields(errors, zone, "", JsonCalls.PlaceOf);
        return root.TryGetProperty(List, out var calls)
            ? ReadList(root, calls, whole, zone, errors)
            : JsonCalls.One(root, whole, ReadCall) is { } record ? [record] : [];
    }

    private static IReadOnlyList<CallRecord> ReadList(JsonElement root, JsonElement calls, CallFields whole, TimeZoneInfo zone, CallDataErrors errors)
    {
        foreach (var member in root.EnumerateObject().Where(static member => !member.NameEquals(List)))
            whole.Report(member.Name, "an unknown key", List);
        if (calls.ValueKind == JsonValueKind.Array)
            return [.. JsonCalls.Each(calls, List, zone, errors, ReadCall)];
        whole.Report(List, JsonMembers.Describe(calls), "a list of calls");
        return [];
    }

    private static CallRecord ReadCall(JsonElement call, CallFields fields)
    {
        var record = new CallRecord(fields.Place);
        foreach (var member in JsonMembers.Members(call, "", fields))
        {
            var (name, value) = (member.Name, member.Value);
            record = name switch
            {
                "id" => record with { Id = fields.Identity(name, JsonMembers.Text(value, name, fields)) },
                "file" => record with { File = fields.File(name, JsonMembers.Text(value, name, fields)) },
                "startedAt" => record with { StartedAt = fields.Time(name, JsonMembers.TextOrNumber(value, name, fields)) },
                "agent" => ReadAgent(record, value, fields),
                "customer" => record with { Customer = ReadCustomer(value, fields) },
                "businessLine" => record with { BusinessLine = fields.Text(name, JsonMembers.Text(value, name, fields)) },
                "attributes" => record with { Attributes = ReadAttributes(record, value, fields) },
                "agentChannel" => record with { AgentChannel = fields.Channel(name, JsonMembers.TextOrNumber(value, name, fields)) },
                "agentSpeaker" => record with { AgentSpeaker = fields.Text(name, JsonMembers.Text(value, name, fields)) },
                _ => Unknown(record, name, Known, fields),
            };
        }

        return record;
    }

    private static CallRecord ReadAgent(CallRecord record, JsonElement agent, CallFields fields)
    {
        foreach (var (name, value, path) in MembersOf(agent, "agent", fields))
        {
            record = name switch
            {
                "id" => record with { AgentId = fields.Identity(path, JsonMembers.Text(value, path, fields)) },
                "name" => record with { AgentName = fields.Text(path, JsonMembers.Text(value, path, fields)) },
                "group" => record with { AgentGroup = fields.Text(path, JsonMembers.Text(value, path, fields)) },
                _ => Unknown(record, path, "one of id, name, group", fields),
            };
        }

        return record;
    }

    private static CustomerReference ReadCustomer(JsonElement customer, CallFields fields)
    {
        var reference = new CustomerReference(null, null);
        foreach (var (name, value, path) in MembersOf(customer, "customer", fields))
        {
            reference = name switch
            {
                "id" => reference with { Id = fields.Text(path, JsonMembers.Text(value, path, fields)) },
                "phone" => reference with { Phone = fields.Text(path, JsonMembers.Text(value, path, fields)) },
                _ => Unknown(reference, path, "one of id, phone", fields),
            };
        }

        return reference;
    }

    private static ImmutableSortedDictionary<string, AttributeValue> ReadAttributes(CallRecord record, JsonElement element, CallFields fields)
    {
        var attributes = record.Attributes.ToBuilder();
        foreach (var (name, value, path) in MembersOf(element, "attributes", fields))
        {
            if (JsonMembers.Attribute(value, path, fields) is { } attribute)
                fields.Attribute(attributes, path, name, attribute);
        }

        return attributes.ToImmutable();
    }

    private static IEnumerable<(string Name, JsonElement Value, string Path)> MembersOf(JsonElement element, string member, CallFields fields)
    {
        if (element.ValueKind == JsonValueKind.Object)
            return JsonMembers.Members(element, $"{member}.", fields).Select(each => (each.Name, each.Value, $"{member}.{each.Name}"));
        fields.Report(member, JsonMembers.Describe(element), "an object");
        return [];
    }

    private static T Unknown<T>(T value, string path, string known, CallFields fields)
    {
        fields.Report(path, "an unknown key", known);
        return value;
    }
}
