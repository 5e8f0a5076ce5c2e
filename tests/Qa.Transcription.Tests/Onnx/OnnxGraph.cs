using System.Runtime.InteropServices;

namespace Qa.Transcription.Tests.Onnx;

/// <summary>An ONNX graph in the making. Field numbers are those of onnx.proto; sizes of -1 are free.</summary>
internal sealed class OnnxGraph
{
    public const int Float = 1;
    public const int Int64 = 7;
    public const int Bool = 9;

    private readonly ProtoMessage _graph = new();
    private int _names;

    public OnnxGraph(string name) => _graph.Text(2, name);

    public OnnxGraph Input(string name, int type, params long[] sizes)
    {
        _graph.Message(11, Value(name, type, sizes));
        return this;
    }

    public OnnxGraph Output(string name, int type, params long[] sizes)
    {
        _graph.Message(12, Value(name, type, sizes));
        return this;
    }

    public string Constant(string name, long[] sizes, params float[] values) => Tensor(name, Float, sizes, MemoryMarshal.AsBytes(values.AsSpan()));

    public string Constant(string name, long[] sizes, params long[] values) => Tensor(name, Int64, sizes, MemoryMarshal.AsBytes(values.AsSpan()));

    /// <summary>Adds a node with one output, and gives that output's name.</summary>
    public string Node(string operation, string[] inputs, params ProtoMessage[] attributes)
    {
        var output = $"{operation}_{++_names}_{GetHashCode()}";
        Node(operation, inputs, [output], attributes);
        return output;
    }

    public void Node(string operation, string[] inputs, string[] outputs, params ProtoMessage[] attributes)
    {
        var node = new ProtoMessage();
        foreach (var input in inputs)
            node.Text(1, input);
        foreach (var output in outputs)
            node.Text(2, output);
        node.Text(4, operation);
        foreach (var attribute in attributes)
            node.Message(5, attribute);
        _graph.Message(1, node);
    }

    public static ProtoMessage Attribute(string name, long value) => new ProtoMessage().Text(1, name).Number(3, value).Number(20, 2);

    public static ProtoMessage Attribute(string name, OnnxGraph graph) => new ProtoMessage().Text(1, name).Message(6, graph._graph).Number(20, 5);

    public static ProtoMessage Attribute(string name, long[] values)
    {
        var attribute = new ProtoMessage().Text(1, name);
        foreach (var value in values)
            attribute.Number(8, value);
        return attribute.Number(20, 7);
    }

    /// <param name="operators">The version of the operators' meaning.</param>
    public void Save(string path, int operators = 13)
    {
        var meaning = new ProtoMessage().Text(1, "").Number(2, operators);
        File.WriteAllBytes(path, new ProtoMessage().Number(1, 8).Message(8, meaning).Message(7, _graph).ToArray());
    }

    private string Tensor(string name, int type, long[] sizes, ReadOnlySpan<byte> bytes)
    {
        var tensor = new ProtoMessage();
        foreach (var size in sizes)
            tensor.Number(1, size);
        _graph.Message(5, tensor.Number(2, type).Text(8, name).Bytes(9, bytes));
        return name;
    }

    private static ProtoMessage Value(string name, int type, long[] sizes)
    {
        var shape = new ProtoMessage();
        foreach (var size in sizes)
            shape.Message(1, size < 0 ? new ProtoMessage().Text(2, $"free_{name}_{size}") : new ProtoMessage().Number(1, size));
        return new ProtoMessage().Text(1, name).Message(2, new ProtoMessage().Message(1, new ProtoMessage().Number(1, type).Message(2, shape)));
    }
}
