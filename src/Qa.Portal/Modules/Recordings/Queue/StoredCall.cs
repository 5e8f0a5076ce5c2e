using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Qa.Portal.Platform.Privacy;
using Qa.Rules.Interactions;
using Qa.Transcription.Calls;
using Qa.Transcription.Recordings;

namespace Qa.Portal.Modules.Recordings.Queue;

/// <summary>Call data as it is stored with a recording, and shown.</summary>
/// <param name="IsGiven">Whether it came from the telephone system or a person; else it was made up from the file alone.</param>
internal sealed record StoredCall(
    string Id, string StartedAt, StoredCall.AgentPart Agent, StoredCall.CustomerPart? Customer, string? BusinessLine, string AgentChannel, string? AgentSpeaker,
    ImmutableSortedDictionary<string, JsonElement> Attributes, ImmutableArray<StoredCall.SpeakerPart> Speakers, bool IsGiven)
{
    /// <summary>Roles of <see cref="SpeakerPart"/>.</summary>
    public const string AgentRole = "agent";

    /// <inheritdoc cref="AgentRole"/>
    public const string CustomerRole = "customer";

    private const string Left = "left";
    private const string Right = "right";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static StoredCall Of(CallData call, bool isGiven) => new(
        call.Id, call.StartedAt, new(call.Agent.Id, call.Agent.Name, call.Agent.Group),
        call.Customer is { } customer ? new(customer.Id, customer.Phone) : null, call.BusinessLine, call.Layout.AgentChannel == 0 ? Left : Right, call.AgentSpeaker,
        call.Attributes.ToImmutableSortedDictionary(static pair => pair.Key, static pair => JsonOf(pair.Value), StringComparer.Ordinal),
        [.. call.Speakers.Select(static each => new SpeakerPart(each.Time.Start, each.Time.End, each.Role == Role.Agent ? AgentRole : CustomerRole))],
        isGiven);

    public static StoredCall Parse(byte[] json) => JsonSerializer.Deserialize<StoredCall>(json, Options)!;

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    public CallData ToCallData() => new(
        Id, StartedAt, new(Agent.Id, Agent.Name, Agent.Group), Customer is { } customer ? new(customer.Id, customer.Phone) : null, BusinessLine, AgentSpeaker)
    {
        Layout = new(AgentChannel == Left ? 0 : 1),
        Attributes = Attributes.ToImmutableSortedDictionary(static pair => pair.Key, static pair => ValueOf(pair.Value), StringComparer.Ordinal),
        Speakers = [.. Speakers.Select(static each => new AssignedSpeaker(new(each.Start, each.End), each.Role == AgentRole ? Role.Agent : Role.Customer))],
    };

    /// <summary>The call as somebody may see it.</summary>
    public StoredCall Shown(bool isUnmasked) => Customer is { Phone: { } phone } ? this with { Customer = Customer with { Phone = PhoneMask.Show(phone, isUnmasked) } } : this;

    /// <summary>What stays of it when the customer's part goes.</summary>
    public StoredCall Erased() => this with { Customer = null, AgentSpeaker = null, Attributes = Attributes.Clear(), Speakers = [] };

    /// <summary>The same call with what other data say of it; what they do not say stays.</summary>
    public StoredCall With(CallRecord said) => this with
    {
        StartedAt = said.StartedAt ?? StartedAt,
        Agent = new(said.AgentId ?? Agent.Id, said.AgentName ?? Agent.Name, said.AgentGroup ?? Agent.Group),
        Customer = said.Customer is { } customer ? new(customer.Id, customer.Phone) : Customer,
        BusinessLine = said.BusinessLine ?? BusinessLine,
        AgentChannel = said.AgentChannel switch { null => AgentChannel, 0 => Left, _ => Right },
        AgentSpeaker = said.AgentSpeaker ?? AgentSpeaker,
        Attributes = Attributes.SetItems(said.Attributes.Select(static pair => KeyValuePair.Create(pair.Key, JsonOf(pair.Value)))),
        IsGiven = true,
    };

    private static JsonElement JsonOf(AttributeValue value) => value.Kind switch
    {
        AttributeKind.Text => JsonSerializer.SerializeToElement(value.Text),
        AttributeKind.Boolean => JsonSerializer.SerializeToElement(value.Truth),
        AttributeKind.Number => JsonDocument.Parse(value.Text ?? value.Number.ToString()).RootElement,
        _ => JsonSerializer.SerializeToElement<string?>(null),
    };

    private static AttributeValue ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => AttributeValue.FromText(value.GetString()!),
        JsonValueKind.True or JsonValueKind.False => AttributeValue.FromBoolean(value.GetBoolean()),
        JsonValueKind.Number when ExactNumber.TryParse(value.GetRawText(), out var number) => AttributeValue.FromNumber(number, value.GetRawText()),
        _ => default,
    };

    /// <inheritdoc cref="AgentReference"/>
    internal sealed record AgentPart(string Id, string? Name, string? Group);

    /// <inheritdoc cref="CustomerReference"/>
    internal sealed record CustomerPart(string? Id, string? Phone);

    /// <summary>Who speaks when, in seconds, as a person has said it.</summary>
    /// <param name="Role"><c>agent</c> or <c>customer</c>.</param>
    internal sealed record SpeakerPart(double Start, double End, string Role);
}
