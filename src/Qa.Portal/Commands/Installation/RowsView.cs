using System.Text.Json;
using Qa.Portal.Commands.Hosting;
using Spectre.Console;

namespace Qa.Portal.Commands.Installation;

/// <summary>Rows of an answer as columns, under headings in the chosen language.</summary>
internal static class RowsView
{
    /// <param name="columns">Key of the heading's text, and how a row's cell is read.</param>
    public static void Show(CommandSession session, IEnumerable<JsonElement> rows, params ReadOnlySpan<(string Heading, Func<JsonElement, string> Cell)> columns)
    {
        var table = new Table { Border = TableBorder.None, ShowRowSeparators = false };
        foreach (var (heading, _) in columns)
            table.AddColumn(new TableColumn(Markup.Escape(session.Texts[heading])) { Padding = new(0, 0, 2, 0), NoWrap = true });
        foreach (var row in rows)
        {
            var cells = new List<string>();
            foreach (var (_, cell) in columns)
                cells.Add(Markup.Escape(PrintableText.Of(cell(row))));
            table.AddRow([.. cells]);
        }

        session.Console.Write(table);
    }

    /// <summary>A state, a kind or a mode, as the chosen language has it.</summary>
    public static string Word(CommandSession session, JsonElement row, string key) =>
        Text(row, key) is { Length: > 0 } word ? session.Texts[$"word.{word}"] : "";

    public static string Text(JsonElement row, string key) =>
        row.TryGetProperty(key, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value.ToString() : "";
}
