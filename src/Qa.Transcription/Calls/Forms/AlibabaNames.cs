using System.Collections.Frozen;
using System.Collections.Immutable;
using Qa.Rules.Interactions;

namespace Qa.Transcription.Calls.Forms;

/// <summary>What the keys of one call of Alibaba Cloud's mean.</summary>
internal static class AlibabaNames
{
    public const string MoreAttributes = "jsonParamStr";

    private const string Outbound = "1";
    private const string Inbound = "3";

    /// <summary>The keys that say what an interaction has a place for, or that make up such; they may be numbers, but are texts.</summary>
    public static readonly FrozenSet<string> OfCall = FrozenSet.Create(
        StringComparer.Ordinal,
        "voiceFileUrl", "fileName", "callId", "callUuid", "tid", "callStartTime", "callType", "caller", "callee", "customerServiceId", "customerServiceName",
        "skillGroupId", "skillGroupName", "business", "customerId", "customerName");

    public static CallRecord ToRecord(
        IReadOnlyDictionary<string, string> texts, ImmutableSortedDictionary<string, AttributeValue>.Builder attributes, int? channel, CallFields fields)
    {
        var (address, name) = (Of("voiceFileUrl"), Of("fileName"));
        var idKey = Array.Find(["callId", "callUuid", "tid"], texts.ContainsKey);
        var direction = Of("callType") switch { Outbound => CallDirection.Outbound, Inbound => CallDirection.Inbound, _ => null };
        var phone = CallDirection.CustomerOf(direction, Of("caller"), Of("callee"));
        foreach (var key in new[] { "callUuid", "tid", "skillGroupId", "caller", "callee", "customerName" })
        {
            // A group that has only an id is called by it.
            if (key != idKey && (key != "skillGroupId" || texts.ContainsKey("skillGroupName")) && Of(key) is { } text)
                fields.Attribute(attributes, key, key, AttributeValue.FromText(text));
        }

        // A kind that is not described tells nothing of who called; it is kept.
        if ((direction ?? Of("callType")) is { } kind)
            fields.Attribute(attributes, "callType", direction is null ? "callType" : CallDirection.Attribute, AttributeValue.FromText(kind));
        return new(fields.Place)
        {
            File = fields.File(name is null ? "voiceFileUrl" : "fileName", name ?? address),
            OtherFiles = name is null || address is null ? [] : [fields.File("voiceFileUrl", address)!],
            Id = idKey is null ? null : fields.Identity(idKey, Of(idKey)),
            StartedAt = fields.Time("callStartTime", Of("callStartTime")),
            AgentId = fields.Identity("customerServiceId", Of("customerServiceId")),
            AgentName = fields.Text("customerServiceName", Of("customerServiceName")),
            AgentGroup = fields.Text("skillGroupName", Of("skillGroupName") ?? Of("skillGroupId")),
            Customer = Of("customerId") is null && phone is null ? null : new(fields.Text("customerId", Of("customerId")), phone),
            BusinessLine = fields.Text("business", Of("business")),
            AgentChannel = channel,
            Attributes = attributes.ToImmutable(),
        };

        string? Of(string key) => texts.GetValueOrDefault(key);
    }
}
