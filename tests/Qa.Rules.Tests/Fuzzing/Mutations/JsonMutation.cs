using System.Text.Json;
using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Fuzzing.Mutations;

/// <summary>
/// Changes a JSON value by its structure: parts are taken away, doubled, moved, and exchanged for parts that stood under the
/// same key elsewhere. Much of what comes out is a valid document that nobody has written.
/// </summary>
internal sealed class JsonMutation(IEnumerable<JsonNode> corpus)
{
    // Enough of each key to meet every form of it; all of them would be mostly phrases.
    private const int MostOfOneKey = 400;

    private readonly Dictionary<string, List<JsonNode>> _valuesByKey = Collect(corpus);

    public JsonNode Apply(JsonNode input, FuzzRandom random)
    {
        var root = input.DeepClone();
        var places = new List<Place>();
        AddPlaces(root, places);
        if (places.Count == 0)
            return Leaf(random)!;
        var place = random.Of(places);
        switch (random.Below(16))
        {
            case 0:
                place.Remove();
                break;
            case 1:
                place.Set(Leaf(random));
                break;
            case 2:
                place.Set(random.Of(places).Value?.DeepClone());
                break;
            case 3:
                place.Duplicate();
                break;
            case 4:
                place.Set(Wrapped(place.Value?.DeepClone(), random));
                break;
            case 5 when place.Key is not null:
                place.Rename(random.Percent(70) ? random.Of(_valuesByKey.Keys.ToList()) : random.Of(Nasties.Texts));
                break;
            case 6 when place.Container is JsonObject mapping:
                var key = random.Of(_valuesByKey.Keys.ToList());
                mapping[key] = random.Of(_valuesByKey[key]).DeepClone();
                break;
            default:
                // The likeliest, for what stood under this key elsewhere mostly fits here too.
                var keyed = places.Where(p => p.Key is not null).ToList();
                if (keyed.Count > 0 && random.Of(keyed) is var chosen && chosen.Key is { } known && _valuesByKey.TryGetValue(known, out var values))
                    chosen.Set(random.Of(values).DeepClone());
                break;
        }

        return root;
    }

    private static JsonNode? Leaf(FuzzRandom random) => random.Below(7) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Percent(50)),
        2 => new JsonObject(),
        3 => new JsonArray(),
        4 => JsonNode.Parse(random.Of(Numbers)),
        5 when random.Percent(10) => JsonValue.Create(random.Of(Nasties.Large)(random)),
        _ => JsonValue.Create(random.Of(Nasties.Texts)),
    };

    private static readonly string[] Numbers =
        ["0", "1", "-1", "-0", "2", "0.5", "1.0005", "1e1", "1e-30", "1e400", "99999999999999999999", "1000000000", "1000000001", "-5", "0.01", "0.001", "2147483648", "1e308"];

    private static JsonNode Wrapped(JsonNode? value, FuzzRandom random) => random.Below(5) switch
    {
        0 => new JsonArray(value),
        1 => new JsonObject { ["not"] = value },
        2 => new JsonObject { ["all"] = new JsonArray(value, value?.DeepClone()) },
        3 => new JsonObject { ["any"] = new JsonArray(value) },
        _ => new JsonObject { [random.Of(Nasties.Texts)] = value },
    };

    private static Dictionary<string, List<JsonNode>> Collect(IEnumerable<JsonNode> corpus)
    {
        var values = new Dictionary<string, List<JsonNode>>(StringComparer.Ordinal);
        foreach (var document in corpus)
        {
            var places = new List<Place>();
            AddPlaces(document, places);
            foreach (var place in places.Where(p => p is { Key: not null, Value: not null }))
            {
                if (!values.TryGetValue(place.Key!, out var list))
                    values.Add(place.Key!, list = []);
                if (list.Count < MostOfOneKey)
                    list.Add(place.Value!);
            }
        }

        return values;
    }

    private static void AddPlaces(JsonNode? node, List<Place> places)
    {
        switch (node)
        {
            case JsonObject mapping:
                foreach (var (key, value) in mapping)
                {
                    places.Add(new(mapping, key, 0, value));
                    AddPlaces(value, places);
                }

                break;
            case JsonArray list:
                for (var index = 0; index < list.Count; index++)
                {
                    places.Add(new(list, null, index, list[index]));
                    AddPlaces(list[index], places);
                }

                break;
        }
    }

    /// <summary>A value in the mapping or list that holds it.</summary>
    private sealed record Place(JsonNode Container, string? Key, int Index, JsonNode? Value)
    {
        public void Set(JsonNode? value)
        {
            if (Container is JsonObject mapping)
                mapping[Key!] = value;
            else
                Container.AsArray()[Index] = value;
        }

        public void Remove()
        {
            if (Container is JsonObject mapping)
                mapping.Remove(Key!);
            else
                Container.AsArray().RemoveAt(Index);
        }

        public void Duplicate()
        {
            if (Container is JsonArray list)
                list.Insert(Index, Value?.DeepClone());
            else
                Container.AsObject()[Key + "2"] = Value?.DeepClone();
        }

        public void Rename(string key)
        {
            var mapping = Container.AsObject();
            mapping.Remove(Key!);
            mapping[key] = Value;
        }
    }
}
