using Qa.Transcription.Tests.Onnx;

namespace Qa.Benchmarks.Recordings;

/// <summary>
/// Files of whisper-base's shape with weights by chance: what they say is noise and is not looked at, but they cost what the real ones
/// do. The decoder is in the merged form, with a branch that goes on from its caches.
/// </summary>
internal sealed class GeneratedWhisper
{
    public const int Bands = 80;
    public const int Vocabulary = 51_865;

    private const int Width = 512;
    private const int Heads = 8;
    private const int HeadWidth = Width / Heads;
    private const int Inner = 2_048;
    private const int Layers = 6;
    private const int Heard = 1_500;
    private const int MaximumPositions = 448;
    private const int Operators = 17;

    private readonly Random _random = new(1);

    public void Save(string folder)
    {
        Encoder().Save(Path.Combine(folder, "encoder_model.onnx"), Operators);
        Decoder().Save(Path.Combine(folder, "decoder_model_merged.onnx"), Operators);
    }

    private OnnxGraph Encoder()
    {
        var graph = new OnnxGraph("encoder").Input("input_features", OnnxGraph.Float, -1, Bands, 2 * Heard).Output("last_hidden_state", OnnxGraph.Float, -1, Heard, Width);
        Constants(graph);
        var first = Gelu(graph, graph.Node("Conv", ["input_features", Weights(graph, "c1", Width, Bands, 3)], OnnxGraph.Attribute("pads", [1L, 1])));
        var second = Gelu(graph, graph.Node("Conv", [first, Weights(graph, "c2", Width, Width, 3)], OnnxGraph.Attribute("pads", [1L, 1]), OnnxGraph.Attribute("strides", [2L])));
        var x = graph.Node("Add", [graph.Node("Transpose", [second], OnnxGraph.Attribute("perm", [0L, 2, 1])), Weights(graph, "places", Heard, Width)]);
        for (var layer = 0; layer < Layers; layer++)
        {
            WeightsOfAttention(graph, $"e{layer}.self");
            WeightsOfFeed(graph, $"e{layer}");
            var normal = Normal(graph, x);
            x = graph.Node("Add", [x, Attend(graph, $"e{layer}.self", Split(graph, Times(graph, normal, $"e{layer}.self.q")), Split(graph, Times(graph, normal, $"e{layer}.self.k")), Split(graph, Times(graph, normal, $"e{layer}.self.v")))]);
            x = Feed(graph, $"e{layer}", x);
        }

        graph.Node("LayerNormalization", [x, "scale"], ["last_hidden_state"]);
        return graph;
    }

    private OnnxGraph Decoder()
    {
        var graph = new OnnxGraph("decoder").Input("input_ids", OnnxGraph.Int64, -1, -2).Input("encoder_hidden_states", OnnxGraph.Float, -1, Heard, Width);
        var outputs = new List<string> { "logits" };
        graph.Output("logits", OnnxGraph.Float, -1, -2, Vocabulary);
        foreach (var cache in Caches())
        {
            graph.Input($"past_key_values.{cache}", OnnxGraph.Float, -1, Heads, -2, HeadWidth).Output($"present.{cache}", OnnxGraph.Float, -1, Heads, -2, HeadWidth);
            outputs.Add($"present.{cache}");
        }

        graph.Input("use_cache_branch", OnnxGraph.Bool, 1);
        Constants(graph);
        Weights(graph, "tokens", Vocabulary, Width);
        Weights(graph, "places", MaximumPositions, Width);
        graph.Node("Transpose", ["tokens"], ["tokensTurned"], OnnxGraph.Attribute("perm", [1L, 0]));
        for (var layer = 0; layer < Layers; layer++)
        {
            WeightsOfAttention(graph, $"d{layer}.self");
            WeightsOfAttention(graph, $"d{layer}.other");
            WeightsOfFeed(graph, $"d{layer}");
        }

        graph.Node("If", ["use_cache_branch"], [.. outputs], OnnxGraph.Attribute("then_branch", Branch("on", goesOn: true)), OnnxGraph.Attribute("else_branch", Branch("start", goesOn: false)));
        return graph;
    }

    private static IEnumerable<string> Caches() =>
        from layer in Enumerable.Range(0, Layers) from side in new[] { "decoder", "encoder" } from part in new[] { "key", "value" } select $"{layer}.{side}.{part}";

    private static OnnxGraph Branch(string name, bool goesOn)
    {
        var graph = new OnnxGraph(name);
        var past = goesOn
            ? graph.Node("Gather", [graph.Node("Shape", ["past_key_values.0.decoder.key"]), graph.Constant($"{name}Two", [], 2L)])
            : graph.Constant($"{name}Zero", [], 0L);
        var count = graph.Node("Gather", [graph.Node("Shape", ["input_ids"]), graph.Constant($"{name}One", [], 1L)]);
        var places = graph.Node("Range", [past, graph.Node("Add", [past, count]), graph.Constant($"{name}Step", [], 1L)]);
        var x = graph.Node("Add", [graph.Node("Gather", ["tokens", "input_ids"]), graph.Node("Gather", ["places", places])]);

        // Of several tokens each may attend only to those before it: minus ten thousand above the diagonal.
        var ones = graph.Node("Expand", ["minusMany", graph.Node("Concat", [Row(graph, name, count, "a"), Row(graph, name, graph.Node("Add", [past, count]), "b")], OnnxGraph.Attribute("axis", 0))]);
        var mask = graph.Node("Trilu", [ones, graph.Node("Add", [past, graph.Constant($"{name}Next", [], 1L)])]);
        var results = new List<string>();
        for (var layer = 0; layer < Layers; layer++)
            x = Layer(graph, layer, x, mask, goesOn, results);
        var scores = $"{name}Scores";
        graph.Node("MatMul", [Normal(graph, x), "tokensTurned"], [scores]);
        graph.Output(scores, OnnxGraph.Float, -1, -2, Vocabulary);
        foreach (var result in results)
            graph.Output(result, OnnxGraph.Float, -1, Heads, -2, HeadWidth);
        return graph;
    }

    private static string Row(OnnxGraph graph, string name, string number, string part) =>
        graph.Node("Unsqueeze", [number, graph.Constant($"{name}Axis{part}", [1], 0L)]);

    private static string Layer(OnnxGraph graph, int layer, string x, string mask, bool goesOn, List<string> results)
    {
        var normal = Normal(graph, x);
        var key = Split(graph, Times(graph, normal, $"d{layer}.self.k"));
        var value = Split(graph, Times(graph, normal, $"d{layer}.self.v"));
        if (goesOn)
        {
            key = graph.Node("Concat", [$"past_key_values.{layer}.decoder.key", key], OnnxGraph.Attribute("axis", 2));
            value = graph.Node("Concat", [$"past_key_values.{layer}.decoder.value", value], OnnxGraph.Attribute("axis", 2));
        }

        x = graph.Node("Add", [x, Attend(graph, $"d{layer}.self", Split(graph, Times(graph, normal, $"d{layer}.self.q")), key, value, mask)]);
        var heardKey = goesOn ? $"past_key_values.{layer}.encoder.key" : Split(graph, Times(graph, "encoder_hidden_states", $"d{layer}.other.k"));
        var heardValue = goesOn ? $"past_key_values.{layer}.encoder.value" : Split(graph, Times(graph, "encoder_hidden_states", $"d{layer}.other.v"));
        x = graph.Node("Add", [x, Attend(graph, $"d{layer}.other", Split(graph, Times(graph, Normal(graph, x), $"d{layer}.other.q")), heardKey, heardValue)]);
        results.AddRange([key, value]);
        results.AddRange(goesOn
            ? [graph.Node("Identity", ["nothing"]), graph.Node("Identity", ["nothing"])]
            : [heardKey, heardValue]);
        return Feed(graph, $"d{layer}", x);
    }

    private static string Attend(OnnxGraph graph, string name, string query, string key, string value, string? mask = null)
    {
        var turned = graph.Node("Transpose", [key], OnnxGraph.Attribute("perm", [0L, 1, 3, 2]));
        var scores = graph.Node("Mul", [graph.Node("MatMul", [query, turned]), "rootOfHead"]);
        if (mask is not null)
            scores = graph.Node("Add", [scores, mask]);
        var attended = graph.Node("MatMul", [graph.Node("Softmax", [scores], OnnxGraph.Attribute("axis", -1)), value]);
        var joined = graph.Node("Reshape", [graph.Node("Transpose", [attended], OnnxGraph.Attribute("perm", [0L, 2, 1, 3])), "joinedShape"]);
        return Times(graph, joined, $"{name}.out");
    }

    private static string Feed(OnnxGraph graph, string name, string x) =>
        graph.Node("Add", [x, Times(graph, Gelu(graph, Times(graph, Normal(graph, x), $"{name}.in")), $"{name}.back")]);

    private static string Times(OnnxGraph graph, string x, string weights) => graph.Node("MatMul", [x, weights]);

    private static string Normal(OnnxGraph graph, string x) => graph.Node("LayerNormalization", [x, "scale"]);

    private static string Split(OnnxGraph graph, string x) =>
        graph.Node("Transpose", [graph.Node("Reshape", [x, "splitShape"])], OnnxGraph.Attribute("perm", [0L, 2, 1, 3]));

    private static string Gelu(OnnxGraph graph, string x)
    {
        var bent = graph.Node("Add", [graph.Node("Erf", [graph.Node("Div", [x, "rootOfTwo"])]), "one"]);
        return graph.Node("Mul", [graph.Node("Mul", [x, bent]), "half"]);
    }

    private static void Constants(OnnxGraph graph)
    {
        graph.Constant("splitShape", [4], 0L, 0, Heads, HeadWidth);
        graph.Constant("joinedShape", [3], 0L, 0, Width);
        graph.Constant("rootOfHead", [], 1 / MathF.Sqrt(HeadWidth));
        graph.Constant("rootOfTwo", [], MathF.Sqrt(2));
        graph.Constant("one", [], 1f);
        graph.Constant("half", [], 0.5f);
        graph.Constant("minusMany", [1, 1], -10_000f);
        graph.Constant("scale", [Width], [.. Enumerable.Repeat(1f, Width)]);
        graph.Constant("nothing", [0, Heads, 1, HeadWidth], Array.Empty<float>());
    }

    private void WeightsOfAttention(OnnxGraph graph, string name)
    {
        foreach (var part in new[] { "q", "k", "v", "out" })
            Weights(graph, $"{name}.{part}", Width, Width);
    }

    private void WeightsOfFeed(OnnxGraph graph, string name)
    {
        Weights(graph, $"{name}.in", Width, Inner);
        Weights(graph, $"{name}.back", Inner, Width);
    }

    private string Weights(OnnxGraph graph, string name, params long[] sizes)
    {
        var values = new float[sizes.Aggregate(1L, static (product, size) => product * size)];
        for (var index = 0; index < values.Length; index++)
            values[index] = (_random.NextSingle() - 0.5f) * 0.1f;
        return graph.Constant(name, sizes, values);
    }
}
