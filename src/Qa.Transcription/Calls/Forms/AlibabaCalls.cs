using System.Collections.Immutable;
using System.Text.Json;
using Qa.Rules.Interactions;

namespace Qa.Transcription.Calls.Forms;

/// <summary>
/// What Alibaba Cloud's conversation analysis is sent for recordings: the <c>jsonStr</c> of UploadAudioData (help.aliyun.com,
/// document 139399), whose <c>callList</c> has the calls and whose other keys are defaults for them and settings of its engine.
/// </summary>
internal sealed class AlibabaCalls : ICallForm
{
    private const string List = "callList";

    // How its engine is to hear the recording: nothing that tells of the call.
    private static readonly string[] Settings =
        ["autoSplit", "clientChannel", "serviceChannel", "serviceChannelKeywords", "recognizeRoleDataSetId", "sampleRate", "vocabId", "modelId", "baseModelId", "schemeTaskConfigId"];

    public string Name => "Alibaba Cloud's callList";

    public bool Fits(string beginning) => JsonBeginning.KeysOf(beginning).Contains(List);

    public IEnumerable<CallRecord> Read(string text, TimeZoneInfo zone, CallDataErrors errors) =>
        JsonCalls.Read(text, errors, root => ReadRoot(root, zone, errors));

    private static IReadOnlyList<CallRecord> ReadRoot(JsonElement root, TimeZoneInfo zone, CallDataErrors errors)
    {
        var whole = new CallFields(errors, zone, "", JsonCalls.PlaceOf);
        if (root.ValueKind != JsonValueKind.Object)
        {
            whole.Report("", JsonMembers.Describe(root), $"an object with {List}");
            return [];
        }

        var channel = ReadChannel(root, whole);
        if (root.TryGetProperty(List, out var calls) && calls.ValueKind == JsonValueKind.Array)
            return RecordingNumbers.Number([.. JsonCalls.Each(calls, List, zone, errors, (call, fields) => ReadCall(call, channel, fields))]);
        whole.Report(List, JsonMembers.Describe(calls), "a list of calls");
        return [];
    }

    private static CallRecord ReadCall(JsonElement call, int? channel, CallFields fields)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var attributes = ImmutableSortedDictionary.CreateBuilder<string, AttributeValue>(StringComparer.Ordinal);
        foreach (var member in JsonMembers.Members(call, "", fields).Where(static member => !Settings.Contains(member.Name, StringComparer.Ordinal)))
        {
            var (name, value) = (member.Name, member.Value);
            if (AlibabaNames.OfCall.Contains(name))
                AddText(texts, name, JsonMembers.TextOrNumber(value, name, fields));
            else if (name == AlibabaNames.MoreAttributes)
                AddMore(attributes, value, fields);
            else if (value.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
                fields.Attribute(attributes, name, name, AttributeValue.FromText(value.GetRawText()));
            else if (JsonMembers.Attribute(value, name, fields) is { } attribute)
                fields.Attribute(attributes, name, name, attribute);
        }

        return AlibabaNames.ToRecord(texts, attributes, ReadChannel(call, fields) ?? channel, fields);
    }

    private static void AddText(Dictionary<string, string> texts, string name, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
            texts.Add(name, text.Trim());
    }

    /// <summary>The service's own way to send more: an object, written as a string.</summary>
    private static void AddMore(IDictionary<string, AttributeValue> attributes, JsonElement value, CallFields fields)
    {
        const string member = AlibabaNames.MoreAttributes;
        try
        {
            using var document = JsonDocument.Parse(JsonMembers.Text(value, member, fields) ?? "{}", new() { MaxDepth = CallDataReader.MaximumDepth });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                fields.Report(member, JsonMembers.Describe(document.RootElement), "an object, written as a string");
            else
                foreach (var more in JsonMembers.Members(document.RootElement, $"{member}.", fields))
                {
                    if (JsonMembers.Attribute(more.Value, $"{member}.{more.Name}", fields) is { } attribute)
                        fields.Attribute(attributes, $"{member}.{more.Name}", more.Name, attribute);
                }
        }
        catch (JsonException)
        {
            fields.Report(member, "text that is not JSON", "an object, written as a string");
        }
    }

    /// <summary>The agent's channel, by whichever of both is named.</summary>
    private static int? ReadChannel(JsonElement element, CallFields fields)
    {
        var (agent, customer) = (ChannelIn(element, "serviceChannel", fields), ChannelIn(element, "clientChannel", fields));
        if (agent is not null && agent == customer)
            fields.Report("clientChannel", $"the channel {customer} again", "another than serviceChannel's");
        return agent ?? 1 - customer;
    }

    private static int? ChannelIn(JsonElement element, string name, CallFields fields) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? fields.Channel(name, JsonMembers.TextOrNumber(value, name, fields))
            : null;
}
