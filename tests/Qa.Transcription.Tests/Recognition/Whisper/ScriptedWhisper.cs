using System.Text;
using Qa.Transcription.Models;
using Qa.Transcription.Tests.Onnx;

namespace Qa.Transcription.Tests.Recognition.Whisper;

/// <summary>
/// A Whisper model that says what a test has written down: real ONNX files with the tensors of optimum's export, whose scores come
/// from a table of positions. The position comes from how much the cache holds, which of two scripts it is from the cached sound (a
/// hiss or not), and, where a test asks for it, the scores depend on the token before the last, which only the cache knows. So it
/// speaks right only when caches, rows and prompt are handled right. What it says is clearly fixture text.
/// </summary>
internal sealed class ScriptedWhisper
{
    public const int Bands = 80;
    private const int Positions = 160;
    private const int Width = 4;
    private const float Unlikely = -20;

    private readonly float[] _table = [.. Enumerable.Repeat(Unlikely, 2 * Positions * TestVocabulary.Count)];
    private readonly float[] _afterToken = new float[3 * TestVocabulary.Count];
    private long _firstToken = -1;
    private long _secondToken = -1;

    /// <summary>Sets the score of a token at a position, for the script of a hiss (1) or any other sound (0).</summary>
    public ScriptedWhisper Score(int script, int position, int token, float score)
    {
        _table[(script * Positions + position) * TestVocabulary.Count + token] = score;
        return this;
    }

    /// <summary>Has the script say these tokens, one after the other from a position on, each as certain as can be.</summary>
    public ScriptedWhisper Say(int script, int position, params int[] tokens)
    {
        foreach (var token in tokens)
            Score(script, position++, token, 20);
        return this;
    }

    /// <summary>What is added to a token's score where the token before the last is <paramref name="first"/>, or <paramref name="second"/>.</summary>
    public ScriptedWhisper AfterCached(int first, int second, int token, float addedAfterFirst, float addedAfterSecond)
    {
        (_firstToken, _secondToken) = (first, second);
        _afterToken[TestVocabulary.Count + token] = addedAfterFirst;
        _afterToken[2 * TestVocabulary.Count + token] = addedAfterSecond;
        return this;
    }

    public ModelFolder Save(string folder, int bands = Bands, string tokensInput = "input_ids")
    {
        var whisper = Directory.CreateDirectory(Path.Combine(folder, "whisper")).FullName;
        Encoder(bands).Save(Path.Combine(whisper, "encoder_model.onnx"));
        Decoder(tokensInput).Save(Path.Combine(whisper, "decoder_model_merged.onnx"));
        File.WriteAllText(Path.Combine(whisper, "config.json"), $$"""{"model_type":"whisper","num_mel_bins":{{Bands}},"max_target_positions":100,"d_model":{{Width}}}""");
        File.WriteAllText(Path.Combine(whisper, "generation_config.json"), $$"""{"suppress_tokens":[{{TestVocabulary.Special("<|startofprev|>")}}],"begin_suppress_tokens":[{{TestVocabulary.Special("<|endoftext|>")}}]}""", Encoding.ASCII);
        File.WriteAllBytes(Path.Combine(whisper, "tokenizer.json"), TestVocabulary.Json());
        return new(folder);
    }

    /// <summary>Each second frame's mean over the bands, four times over.</summary>
    private static OnnxGraph Encoder(int bands)
    {
        var graph = new OnnxGraph("encoder").Input("input_features", OnnxGraph.Float, -1, bands, 3_000).Output("last_hidden_state", OnnxGraph.Float, -1, 1_500, Width);
        var turned = graph.Node("Transpose", ["input_features"], OnnxGraph.Attribute("perm", [0L, 2, 1]));
        var halved = graph.Node("Slice", [turned, graph.Constant("from", [1], 0L), graph.Constant("to", [1], 3_000L), graph.Constant("axis", [1], 1L), graph.Constant("step", [1], 2L)]);
        var weights = graph.Constant("weights", [bands, Width], [.. Enumerable.Repeat(1f / bands, bands * Width)]);
        graph.Node("MatMul", [halved, weights], ["last_hidden_state"]);
        return graph;
    }

    private OnnxGraph Decoder(string tokensInput)
    {
        var graph = new OnnxGraph("decoder")
            .Input(tokensInput, OnnxGraph.Int64, -1, -2)
            .Input("encoder_hidden_states", OnnxGraph.Float, -1, 1_500, Width)
            .Input("past_key_values.0.decoder.key", OnnxGraph.Float, -1, 1, -2, Width)
            .Input("past_key_values.0.decoder.value", OnnxGraph.Float, -1, 1, -2, Width)
            .Input("past_key_values.0.encoder.key", OnnxGraph.Float, -1, 1, -2, Width)
            .Input("past_key_values.0.encoder.value", OnnxGraph.Float, -1, 1, -2, Width)
            .Input("use_cache_branch", OnnxGraph.Bool, 1)
            .Output("logits", OnnxGraph.Float, -1, -2, TestVocabulary.Count)
            .Output("present.0.decoder.key", OnnxGraph.Float, -1, 1, -2, Width)
            .Output("present.0.decoder.value", OnnxGraph.Float, -1, 1, -2, Width)
            .Output("present.0.encoder.key", OnnxGraph.Float, -1, 1, -2, Width)
            .Output("present.0.encoder.value", OnnxGraph.Float, -1, 1, -2, Width);
        graph.Constant("table", [2 * Positions, TestVocabulary.Count], _table);
        graph.Constant("after", [3, TestVocabulary.Count], _afterToken);
        var numbers = graph.Node("Cast", [tokensInput], OnnxGraph.Attribute("to", OnnxGraph.Float));
        var apart = graph.Node("Unsqueeze", [numbers, graph.Constant("apartAxes", [2], 1L, 3L)]);
        graph.Node("Tile", [apart, graph.Constant("times", [4], 1L, 1L, 1L, Width)], ["tokenNumbers"]);
        graph.Node("Shape", [tokensInput], ["tokensShape"]);
        string[] outputs = ["logits", "present.0.decoder.key", "present.0.decoder.value", "present.0.encoder.key", "present.0.encoder.value"];
        graph.Node("If", ["use_cache_branch"], outputs, OnnxGraph.Attribute("then_branch", GoingOn()), OnnxGraph.Attribute("else_branch", FromTheStart()));
        return graph;
    }

    private static OnnxGraph FromTheStart()
    {
        var graph = Branch("start");
        graph.Node("Identity", ["tokenNumbers"], ["startKey"]);
        graph.Node("Identity", ["tokenNumbers"], ["startValue"]);
        graph.Node("Unsqueeze", ["encoder_hidden_states", graph.Constant("startAxis", [1], 1L)], ["startHeardKey"]);
        graph.Node("Identity", ["startHeardKey"], ["startHeardValue"]);
        Scores(graph, "startHeardKey", graph.Constant("startPlace", [], 0L), "startScores");
        return graph;
    }

    private OnnxGraph GoingOn()
    {
        var graph = Branch("on");
        graph.Node("Concat", ["past_key_values.0.decoder.key", "tokenNumbers"], ["onKey"], OnnxGraph.Attribute("axis", 2));
        graph.Node("Concat", ["past_key_values.0.decoder.value", "tokenNumbers"], ["onValue"], OnnxGraph.Attribute("axis", 2));

        // As in optimum's export, what is remembered of the sound is not given again, but an empty stand-in.
        graph.Node("Identity", [graph.Constant("onNothing", [0, 1, 1, Width], Array.Empty<float>())], ["onHeardKey"]);
        graph.Node("Identity", ["onNothing"], ["onHeardValue"]);
        var length = graph.Node("Gather", [graph.Node("Shape", ["past_key_values.0.decoder.key"]), graph.Constant("onTwo", [], 2L)]);
        Scores(graph, "past_key_values.0.encoder.key", length, "onTableScores");
        var last = graph.Node("Gather", ["past_key_values.0.decoder.key", graph.Constant("onLast", [], -1L)], OnnxGraph.Attribute("axis", 2));
        var number = graph.Node("Gather", [last, graph.Constant("onFirst", [], 0L)], OnnxGraph.Attribute("axis", 2));
        var token = graph.Node("Cast", [number], OnnxGraph.Attribute("to", OnnxGraph.Int64));
        var isFirst = graph.Node("Cast", [graph.Node("Equal", [token, graph.Constant("onA", [], _firstToken)])], OnnxGraph.Attribute("to", OnnxGraph.Int64));
        var isSecond = graph.Node("Cast", [graph.Node("Equal", [token, graph.Constant("onB", [], _secondToken)])], OnnxGraph.Attribute("to", OnnxGraph.Int64));
        var row = graph.Node("Add", [isFirst, graph.Node("Mul", [isSecond, graph.Constant("onDouble", [], 2L)])]);
        graph.Node("Add", ["onTableScores", graph.Node("Gather", ["after", row])], ["onScores"]);
        return graph;
    }

    private static OnnxGraph Branch(string name) => new OnnxGraph(name)
        .Output($"{name}Scores", OnnxGraph.Float, -1, -2, TestVocabulary.Count)
        .Output($"{name}Key", OnnxGraph.Float, -1, 1, -2, Width)
        .Output($"{name}Value", OnnxGraph.Float, -1, 1, -2, Width)
        .Output($"{name}HeardKey", OnnxGraph.Float, -1, 1, -2, Width)
        .Output($"{name}HeardValue", OnnxGraph.Float, -1, 1, -2, Width);

    /// <summary>The table's rows for the positions from a place on, of the script that fits the sound.</summary>
    private static void Scores(OnnxGraph graph, string heard, string place, string output)
    {
        var loudest = graph.Node("ReduceMax", [heard], OnnxGraph.Attribute("axes", [1L, 2, 3]), OnnxGraph.Attribute("keepdims", 0));
        var isHiss = graph.Node("Greater", [loudest, graph.Constant($"{output}Border", [], 0.5f)]);
        var script = graph.Node("Cast", [isHiss], OnnxGraph.Attribute("to", OnnxGraph.Int64));
        var start = graph.Node("Mul", [script, graph.Constant($"{output}Rows", [], (long)Positions)]);
        var rows = graph.Node("Unsqueeze", [start, graph.Constant($"{output}Axis", [1], 1L)]);
        var count = graph.Node("Gather", ["tokensShape", graph.Constant($"{output}One", [], 1L)]);
        var places = graph.Node("Range", [place, graph.Node("Add", [place, count]), graph.Constant($"{output}Step", [], 1L)]);
        graph.Node("Gather", ["table", graph.Node("Add", [rows, places])], [output]);
    }
}
