using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Qa.Rules.Interactions;

/// <summary>The state of reading one interaction: where it is in the JSON, and the errors so far.</summary>
internal sealed partial class InteractionCursor
{
    private static readonly string[] Channels = ["voice", "chat", "email"];
    private static readonly string[] Roles = ["agent", "customer", "system"];

    private readonly StringBuilder _path = new();

    public List<InteractionError> Errors { get; } = [];

    public string Path => _path.ToString();

    public void Report(string path, long byteOffset, string found, string expected)
    {
        if (Errors.Count < InteractionReader.MaximumErrors)
            Errors.Add(new(path, byteOffset + 1, found, expected));
    }

    public Interaction? ReadInteraction(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Mismatch(ref reader, "a JSON object");
            return null;
        }

        string? id = null, startedAt = null, businessLine = null, recording = null;
        Channel? channel = null;
        AgentReference? agent = null;
        CustomerReference? customer = null;
        var attributes = ImmutableSortedDictionary<string, AttributeValue>.Empty.WithComparers(StringComparer.Ordinal);
        ImmutableArray<Turn>? turns = null;
        var seen = new SeenKeys(this);
        while (ReadKey(ref reader, ref seen, out var key, out var isNull))
        {
            var length = Enter(key);
            switch (key)
            {
                case "id": id = isNull ? null : ReadText(ref reader, InteractionReader.MaximumIdLength); break;
                case "channel": channel = isNull ? null : (Channel?)ReadChoice(ref reader, Channels); break;
                case "startedAt": startedAt = isNull ? null : ReadStartedAt(ref reader); break;
                case "agent": agent = isNull ? null : ReadAgent(ref reader); break;
                case "customer": customer = isNull ? null : ReadCustomer(ref reader); break;
                case "businessLine": businessLine = isNull ? null : ReadText(ref reader); break;
                case "recording": recording = isNull ? null : ReadText(ref reader); break;
                case "attributes": attributes = isNull ? attributes : ReadAttributes(ref reader, attributes); break;
                case "turns": turns = isNull ? null : ReadTurns(ref reader); break;
                default:
                    Unknown(ref reader, "one of id, channel, startedAt, agent, customer, businessLine, recording, attributes, turns");
                    break;
            }

            _path.Length = length;
        }

        Require(id, "id", "a string of 1 to 128 characters", ref reader);
        Require(channel, "channel", "one of voice, chat, email", ref reader);
        Require(startedAt, "startedAt", "an RFC 3339 time", ref reader);
        Require(agent, "agent", "an object with id", ref reader);
        Require(turns, "turns", "a list of turns", ref reader);
        return Errors.Count > 0
            ? null
            : new(id!, channel!.Value, startedAt!, agent!, customer, businessLine, recording, attributes, turns!.Value);
    }

    private AgentReference? ReadAgent(ref Utf8JsonReader reader)
    {
        string? id = null, name = null, group = null;
        if (!IsObject(ref reader))
            return null;
        var seen = new SeenKeys(this);
        while (ReadKey(ref reader, ref seen, out var key, out var isNull))
        {
            var length = Enter(key);
            switch (key)
            {
                case "id": id = isNull ? null : ReadText(ref reader, InteractionReader.MaximumIdLength); break;
                case "name": name = isNull ? null : ReadText(ref reader); break;
                case "group": group = isNull ? null : ReadText(ref reader); break;
                default: Unknown(ref reader, "one of id, name, group"); break;
            }

            _path.Length = length;
        }

        Require(id, "id", "a string of 1 to 128 characters", ref reader);
        return new(id ?? "", name, group);
    }

    private CustomerReference? ReadCustomer(ref Utf8JsonReader reader)
    {
        string? id = null, phone = null;
        if (!IsObject(ref reader))
            return null;
        var seen = new SeenKeys(this);
        while (ReadKey(ref reader, ref seen, out var key, out var isNull))
        {
            var length = Enter(key);
            switch (key)
            {
                case "id": id = isNull ? null : ReadText(ref reader); break;
                case "phone": phone = isNull ? null : ReadText(ref reader); break;
                default: Unknown(ref reader, "one of id, phone"); break;
            }

            _path.Length = length;
        }

        return new(id, phone);
    }

    private ImmutableSortedDictionary<string, AttributeValue> ReadAttributes(
        ref Utf8JsonReader reader, ImmutableSortedDictionary<string, AttributeValue> empty)
    {
        if (!IsObject(ref reader))
            return empty;
        var attributes = empty.ToBuilder();
        var seen = new SeenKeys(this);
        while (ReadKey(ref reader, ref seen, out var key, out var isNull))
        {
            if (isNull)
                continue;
            var length = Enter(key);
            if (ReadAttribute(ref reader) is { } value)
                attributes[key] = value;
            _path.Length = length;
        }

        return attributes.ToImmutable();
    }

    private AttributeValue? ReadAttribute(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return AttributeValue.FromText(reader.GetString()!);
            case JsonTokenType.True or JsonTokenType.False:
                return AttributeValue.FromBoolean(reader.GetBoolean());
            case JsonTokenType.Number:
                return ReadNumber(ref reader, "a number") is { } number
                    ? AttributeValue.FromNumber(number, Encoding.ASCII.GetString(reader.ValueSpan))
                    : null;
            default:
                Mismatch(ref reader, "a string, a number or a boolean");
                return null;
        }
    }

    private ImmutableArray<Turn>? ReadTurns(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Mismatch(ref reader, "a list of turns");
            return null;
        }

        var turns = ImmutableArray.CreateBuilder<Turn>();
        var length = _path.Length;
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            _path.Append('[').Append(index).Append(']');
            if (index == InteractionReader.MaximumTurns)
                Report(Path, reader.TokenStartIndex, "one more turn", $"at most {InteractionReader.MaximumTurns}");
            if (ReadTurn(ref reader) is { } turn && index < InteractionReader.MaximumTurns)
                turns.Add(turn);
            _path.Length = length;
        }

        return turns.DrainToImmutable();
    }

    private Turn? ReadTurn(ref Utf8JsonReader reader)
    {
        if (!IsObject(ref reader))
            return null;
        Role? role = null;
        string? text = null;
        long? start = null, end = null, loudness = null;
        var confidence = 1m;
        var seen = new SeenKeys(this);
        while (ReadKey(ref reader, ref seen, out var key, out var isNull))
        {
            var length = Enter(key);
            switch (key)
            {
                case "role": role = isNull ? null : (Role?)ReadChoice(ref reader, Roles); break;
                case "text": text = isNull ? null : ReadText(ref reader, int.MaxValue, 0); break;
                case "start": start = isNull ? null : ReadScaled(ref reader, 1_000, InteractionReader.MaximumSeconds, "seconds"); break;
                case "end": end = isNull ? null : ReadScaled(ref reader, 1_000, InteractionReader.MaximumSeconds, "seconds"); break;
                case "confidence": confidence = isNull ? 1m : ReadConfidence(ref reader); break;
                case "loudness": loudness = isNull ? null : ReadScaled(ref reader, 100, InteractionReader.MaximumDecibels, "dBFS"); break;
                default: Unknown(ref reader, "one of role, text, start, end, confidence, loudness"); break;
            }

            _path.Length = length;
        }

        Require(role, "role", "one of agent, customer, system", ref reader);
        Require(text, "text", "a string", ref reader);
        return new(role ?? Role.System, text ?? "", start, end, confidence, loudness);
    }
}
