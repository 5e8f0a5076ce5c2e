using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using Qa.Portal.Modules.NormSets.Wording;

namespace Qa.Portal.Modules.NormSets.Editing;

/// <summary>
/// The JSON Schema (draft 7) of a norm set's document, with every key explained in the language of who asks: what editors complete and explain
/// from. It allows every document that can be loaded, and some that cannot: names that lead nowhere, phrases that are nothing, limits of the whole.
/// </summary>
internal sealed class NormSetSchema(IStringLocalizer<NormSetsTexts> texts)
{
    private const string Identifier = "^[a-z0-9][a-z0-9-]{0,62}$";
    private const string Condition = "condition";
    private const string Phrases = "phrases";
    private const string Node = "node";

    private static readonly string[] Judgements = ["forbid", "require", "reward", "manual"];
    private static readonly string[] Scores = ["base", "min", "max", "pass", "minConfidence"];

    public JsonObject Document()
    {
        var schema = Mapping(
            ("schema", new() { ["const"] = "qa.norm-tree/1" }), ("ruleSet", Text("key.ruleSet", "^[a-z][a-z0-9-]{0,62}$")), ("name", Text("node.name")), ("appliesTo", AppliesTo()), ("score", Score()),
            ("lexicons", Named("set.lexicons", new() { ["anyOf"] = new JsonArray(Reference(Phrases), Mapping(("file", Text("key.file")))) })), ("let", Named("tree.lets", Reference(Condition))),
            ("norms", Listed("key.norms", Reference(Node))));
        schema["$schema"] = "http://json-schema.org/draft-07/schema#";
        schema["required"] = Names(["schema", "ruleSet", "name", "norms"]);
        schema["definitions"] = new JsonObject
        {
            [Node] = new JsonObject { ["anyOf"] = new JsonArray(Category(), Norm()) },
            [Condition] = new JsonObject { ["anyOf"] = new JsonArray([.. OperatorShape.All.Select(Operator)]) },
            [Phrases] = new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 } },
        };
        return schema;
    }

    private JsonObject Category()
    {
        var category = Mapping([.. Common(), ("children", Listed("key.children", Reference(Node))), ("maxDeduct", Number("node.maxDeduct"))]);
        category["required"] = Names(["id", "name", "children"]);
        return category;
    }

    private JsonObject Norm()
    {
        var points = Explained(new() { ["anyOf"] = new JsonArray(new JsonObject { ["const"] = "veto" }, new JsonObject { ["type"] = "number" }) }, "node.points");
        var norm = Mapping([
            .. Common(), ("when", Explained(Reference(Condition), "node.whenHelp")), ("forbid", Explained(Reference(Condition), "judgement.forbid")), ("require", Explained(Reference(Condition), "judgement.require")),
            ("reward", Explained(Reference(Condition), "judgement.reward")), ("manual", Explained(Mapping(("max", Number("node.manualMax"))), "judgement.manual")), ("points", points),
            ("perHit", Truth("node.perHit")), ("maxHits", Count("node.maxHits", 1)), ("severity", Choice("node.severity", ["fatal", "nonfatal"])),
        ]);
        norm["required"] = Names(["id", "name"]);
        norm["oneOf"] = new JsonArray([.. Judgements.Select(static key => new JsonObject { ["required"] = Names([key]) })]);
        return norm;
    }

    private (string, JsonObject)[] Common() =>
        [("id", Text("node.id", Identifier)), ("name", Text("node.name")), ("description", Text("node.description")), ("guidance", Text("node.guidance")), ("enabled", Truth("key.enabled"))];

    private JsonObject Operator(OperatorShape shape)
    {
        var value = shape.Value is [{ Key: "" } whole] ? Field(shape, whole) : Mapping([.. shape.Value.Select(field => (field.Key, Field(shape, field)))]);
        if (shape.Value.Where(static field => field is { IsRequired: true, Key.Length: > 0 }).ToList() is { Count: > 0 } required)
            value["required"] = Names([.. required.Select(static field => field.Key)]);
        value["title"] = texts[$"op.{shape.Key}"].Value;
        value["description"] = texts[$"op.{shape.Key}.help"].Value;
        var condition = Mapping([(shape.Key, value), .. shape.Beside.Select(field => (field.Key, field.Key == "around" ? Around() : Field(shape, field)))]);
        condition["required"] = Names([shape.Key]);
        return condition;
    }

    private JsonObject Around()
    {
        var around = Mapping([("of", Reference(Condition)), .. OperatorShape.AroundSides.Select(side => (side.Key, Count($"field.around.{side.Key}", 0)))]);
        around["required"] = Names(["of"]);
        return Explained(around, "field.around");
    }

    private JsonObject Field(OperatorShape shape, FieldShape field)
    {
        var schema = field.Kind switch
        {
            FieldKind.Phrases or FieldKind.Scripts => Reference(Phrases),
            FieldKind.Text or FieldKind.Name => new() { ["type"] = "string" },
            FieldKind.Count => new() { ["type"] = "integer", ["minimum"] = 0 },
            FieldKind.Seconds => new() { ["type"] = "number", ["minimum"] = 0 },
            FieldKind.Share => new() { ["type"] = "number", ["minimum"] = 0, ["maximum"] = 1 },
            FieldKind.Choice => new() { ["enum"] = Names(field.Choices) },
            FieldKind.Window => Window(field.Key),
            FieldKind.Condition => Reference(Condition),
            FieldKind.Conditions => new() { ["type"] = "array", ["minItems"] = 1, ["items"] = Reference(Condition) },
            _ => new JsonObject { ["type"] = "number" },
        };
        if (field.Default is { } usual)
            schema["default"] = field.Kind == FieldKind.Choice ? usual : JsonNode.Parse(usual);
        schema["description"] = FieldWords.LabelOf(texts, shape, field);
        return schema;
    }

    private JsonObject Window(string key) => key == "turns"
        ? Mapping(("first", Count("window.first", 1)), ("last", Count("window.last", 1)), ("from", Count("window.fromTurn", 1)), ("to", Count("window.toTurn", 1)))
        : Mapping(("first", Number("window.first")), ("last", Number("window.last")));

    private JsonObject AppliesTo()
    {
        var channel = new JsonObject { ["enum"] = Names(["voice", "chat", "email"]) };
        JsonObject TextList(string key) => Explained(new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } }, key);
        return Explained(Mapping(("channels", Explained(new() { ["type"] = "array", ["items"] = channel }, "tree.channels")), ("businessLines", TextList("tree.lines")), ("agentGroups", TextList("tree.groups"))), "set.applies");
    }

    private JsonObject Score() =>
        Explained(Mapping([.. Scores.Select(key => (key, Number($"score.{key}")))]), "tree.score");

    private JsonObject Named(string key, JsonObject value) => Explained(new() { ["type"] = "object", ["additionalProperties"] = value }, key);

    private JsonObject Listed(string key, JsonObject item) => Explained(new() { ["type"] = "array", ["minItems"] = 1, ["items"] = item }, key);

    private JsonObject Text(string key, string? pattern = null)
    {
        var schema = Explained(new() { ["type"] = "string" }, key);
        if (pattern is not null)
            schema["pattern"] = pattern;
        return schema;
    }

    private JsonObject Number(string key) => Explained(new() { ["type"] = "number" }, key);

    private JsonObject Count(string key, int least) => Explained(new() { ["type"] = "integer", ["minimum"] = least }, key);

    private JsonObject Truth(string key) => Explained(new() { ["type"] = "boolean" }, key);

    private JsonObject Choice(string key, ImmutableArray<string> choices) => Explained(new() { ["enum"] = Names(choices) }, key);

    private JsonObject Explained(JsonObject schema, string key)
    {
        schema["description"] = texts[key].Value;
        return schema;
    }

    private static JsonObject Mapping(params (string Key, JsonObject Value)[] keys) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(keys.Select(static key => KeyValuePair.Create<string, JsonNode?>(key.Key, key.Value))),
        ["additionalProperties"] = false,
    };

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/definitions/{name}" };

    private static JsonArray Names(ImmutableArray<string> names) => [.. names.Select(static name => (JsonNode)name)];
}
