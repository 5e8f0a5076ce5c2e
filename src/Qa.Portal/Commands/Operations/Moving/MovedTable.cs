namespace Qa.Portal.Commands.Operations.Moving;

/// <summary>A table that is moved row by row.</summary>
internal sealed record MovedTable(string Name, IReadOnlyList<MovedColumn> Columns)
{
    /// <summary>Read alike by both databases: names are in lower case, but for Orleans' tables, whose case neither minds.</summary>
    public string ColumnList => string.Join(", ", Columns.Select(static column => $"\"{column.Name}\""));
}
