using System.Globalization;
using System.Text.Json.Nodes;

namespace Qa.Benchmarks.Measuring;

/// <summary>What a run of the bench prints and keeps: rows of figures, and goals that were met or not.</summary>
internal sealed class Report(TextWriter output)
{
    private readonly JsonArray _rows = [];
    private readonly JsonArray _goals = [];

    public bool AllGoalsMet { get; private set; } = true;

    public void Title(string text)
    {
        output.WriteLine();
        output.WriteLine(text);
    }

    public void Row(string comparison, string name, params (string Figure, double Value)[] figures)
    {
        var row = new JsonObject { ["comparison"] = comparison, ["name"] = name };
        foreach (var (figure, value) in figures)
            row[figure] = Math.Round(value, 3);
        _rows.Add(row);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {name,-44} {string.Join("  ", figures.Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Figure} {figure.Value:#,0.###}")))}"));
    }

    /// <param name="isMet">Whether the goal, as its text says it, is met in this run.</param>
    public void Goal(string comparison, string text, string measured, bool isMet)
    {
        AllGoalsMet &= isMet;
        _goals.Add(new JsonObject { ["comparison"] = comparison, ["goal"] = text, ["measured"] = measured, ["met"] = isMet });
        output.WriteLine($"  {(isMet ? "met" : "NOT MET"),-8} {text}: {measured}");
    }

    public JsonObject ToJson(string machine) => new()
    {
        ["machine"] = machine,
        ["goals"] = _goals.DeepClone(),
        ["rows"] = _rows.DeepClone(),
    };
}
