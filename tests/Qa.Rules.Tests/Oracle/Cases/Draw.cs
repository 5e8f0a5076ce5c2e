using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;

namespace Qa.Rules.Tests.Oracle.Cases;

/// <summary>
/// Draws from one seed. Trees must fit the interaction they are for (their phrases occur in its turns), so they are drawn step by step
/// rather than put together from independent generators.
/// </summary>
internal sealed class Draw(PCG pcg)
{
    public int Int(int from, int to) => from + (int)pcg.Next((uint)(to - from + 1));

    public bool Percent(int chance) => Int(1, 100) <= chance;

    public T Of<T>(params IReadOnlyList<T> choices) => choices[Int(0, choices.Count - 1)];

    public List<T> Many<T>(int from, int to, Func<T> one)
    {
        var list = new List<T>();
        for (var left = Int(from, to); left > 0; left--) list.Add(one());
        return list;
    }

    /// <summary>A number that keeps its digits as written: <c>1.50</c> stays <c>1.50</c>.</summary>
    public static JsonNode Number(string text) => JsonNode.Parse(text)!;

    public static JsonNode Number(int value) => Number(value.ToString(CultureInfo.InvariantCulture));

    public JsonNode NumberOf(params IReadOnlyList<string> texts) => Number(Of(texts));

    public static JsonArray Array(IEnumerable<JsonNode?> items) => new(items.ToArray());

    public static JsonArray Array(IEnumerable<string> items) => new(items.Select(i => (JsonNode?)JsonValue.Create(i)).ToArray());
}
