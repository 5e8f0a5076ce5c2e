using System.Collections.Immutable;
using Column = Qa.Rules.Trees.Tables.TableSheets.NodeColumn;

namespace Qa.Rules.Trees.Tables;

/// <summary>Puts categories and norms together from their rows: siblings in the order of rows, each under its parent's path.</summary>
internal sealed class NodeAssembly
{
    private static readonly string[] Texts = [Column.Name, Column.Description, Column.Guidance];
    private static readonly string[] Numbers = [Column.MaxDeduct, Column.MaxHits];
    private static readonly string[] Truths = [Column.Enabled, Column.PerHit];

    private readonly ConditionAssembly _conditions;
    private readonly Dictionary<string, List<TableRow>> _children = new(StringComparer.Ordinal);

    private NodeAssembly(ConditionAssembly conditions) => _conditions = conditions;

    /// <summary>The list of nodes at the top.</summary>
    public static DocumentSequence Read(TableRows rows, ConditionAssembly conditions)
    {
        var assembly = new NodeAssembly(conditions);
        var categories = new HashSet<string>(StringComparer.Ordinal) { "" };
        foreach (var row in rows.Rows)
        {
            if (IsCategory(row))
                categories.Add(PathOf(row));
        }

        foreach (var row in rows.Rows)
        {
            if (!categories.Contains(row[Column.Parent]))
                row.Report(Column.Parent, PathOf(row), Phrasing.Quote(row[Column.Parent]), "the path of a category, or an empty cell for the top");
            else if (PathOf(row).Count(static unit => unit == '/') >= TreeLimits.Depth)
                row.Report(Column.Parent, "", "a node inside too many others", FormattableString.Invariant($"at most {TreeLimits.Depth}"));
            else if (assembly._children.TryGetValue(row[Column.Parent], out var siblings))
                siblings.Add(row);
            else
                assembly._children.Add(row[Column.Parent], [row]);
        }

        return assembly.List("", rows.PositionOf(0, Column.Id));
    }

    // Taken out, so that rows of one path do not all get what is under it.
    private DocumentSequence List(string parent, SourcePosition position) =>
        new(position, _children.Remove(parent, out var rows) ? [.. rows.Select(Node)] : []);

    private DocumentMapping Node(TableRow row)
    {
        var (path, entries) = (PathOf(row), ImmutableArray.CreateBuilder<DocumentEntry>());
        entries.Add(row.Entry(Column.Id, Column.Id, new DocumentScalar(row.PositionOf(Column.Id), ScalarKind.String, row[Column.Id])));
        AddAll(entries, row, Texts, row.Text);
        AddAll(entries, row, Truths, row.Truth);
        AddAll(entries, row, Numbers, row.Number);
        AddAll(entries, row, [Column.Severity], column => row.Word(column, TableWords.Severities));
        if (row.Has(Column.When) && _conditions.Named(row, Column.When, path) is { } when)
            entries.Add(row.Entry(Column.When, Column.When, when));
        AddJudgement(entries, row, path);
        if (IsCategory(row))
            entries.Add(row.Entry("children", Column.Kind, List(path, row.PositionOf(Column.Kind))));
        else if (TableWords.KeyOf(TableWords.Kinds, row[Column.Kind]) is null)
            row.Report(Column.Kind, path, row.Has(Column.Kind) ? Phrasing.Quote(row[Column.Kind]) : "nothing", TableWords.Listing(TableWords.Kinds));
        return new(row.PositionOf(Column.Id), entries.DrainToImmutable());
    }

    private void AddJudgement(ImmutableArray<DocumentEntry>.Builder entries, TableRow row, string path)
    {
        var judgement = TableWords.KeyOf(TableWords.Judgements, row[Column.Judgement]);
        if (judgement is null && row.Has(Column.Judgement))
            row.Report(Column.Judgement, path, Phrasing.Quote(row[Column.Judgement]), TableWords.Listing(TableWords.Judgements));
        else if (judgement is null && row.Has(Column.Condition))
            row.Report(Column.Judgement, path, "nothing", TableWords.Listing(TableWords.Judgements));
        if (judgement == "manual")
        {
            if (row.Has(Column.Condition))
                row.Report(Column.Condition, path, Phrasing.Quote(row[Column.Condition]), "an empty cell: a person judges it");
            ImmutableArray<DocumentEntry> max = row.Has(Column.Points) ? [row.Entry("max", Column.Points, row.Number(Column.Points))] : [];
            entries.Add(row.Entry(judgement, Column.Judgement, new DocumentMapping(row.PositionOf(Column.Points), max)));
            return;
        }

        if (judgement is not null && _conditions.Named(row, Column.Condition, path) is { } condition)
            entries.Add(row.Entry(judgement, Column.Judgement, condition));
        if (row.Has(Column.Points))
            entries.Add(row.Entry(Column.Points, Column.Points, TableWords.KeyOf(TableWords.Points, row[Column.Points]) is null ? row.Number(Column.Points) : row.Word(Column.Points, TableWords.Points)));
    }

    private static void AddAll(ImmutableArray<DocumentEntry>.Builder entries, TableRow row, string[] columns, Func<string, DocumentNode> read)
    {
        foreach (var column in columns)
        {
            if (row.Has(column))
                entries.Add(row.Entry(column, column, read(column)));
        }
    }

    private static bool IsCategory(TableRow row) => TableWords.Category.Is(row[Column.Kind]);

    private static string PathOf(TableRow row) => row.Has(Column.Parent) ? $"{row[Column.Parent]}/{row[Column.Id]}" : row[Column.Id];
}
