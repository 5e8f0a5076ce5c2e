using System.Collections.Immutable;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Loading;
using Qa.Rules.Trees.Reading;

namespace Qa.Portal.Commands.Cases;

/// <summary>Reads a cases file with the document reader of norm trees, so that its errors have the same form: all at once, each with its place.</summary>
internal sealed class CaseReader
{
    private static readonly KeySet FileKeys = new("schema", "tree", "cases");
    private static readonly KeySet NormKeys = new("norm", "hit", "miss");

    private readonly LoadContext _context;
    private readonly NormCaseReader _cases;

    private CaseReader(LoadContext context) => (_context, _cases) = (context, new(context));

    /// <summary>Whether a document says that it is a cases file. False also for what is no document at all.</summary>
    public static bool IsCases(ReadOnlyMemory<byte> utf8) =>
        DocumentReader.Read(utf8).Root is DocumentMapping root
        && root["schema"] is DocumentScalar { Kind: ScalarKind.String } schema
        && schema.Text.StartsWith("qa.norm-cases/", StringComparison.Ordinal);

    /// <param name="name">How diagnostics name the file.</param>
    public static CaseReadResult Read(string name, ReadOnlyMemory<byte> utf8)
    {
        var reading = DocumentReader.Read(utf8);
        var context = new LoadContext(name, reading.Problems);
        if (reading.Failure is { } failure)
        {
            context.Report(failure.Position, "", failure.Found, failure.Expected);
            return new(null, context.Diagnostics());
        }

        var file = new CaseReader(context).ReadFile(reading.Root!);
        return new(context.HasErrors ? null : file, context.Diagnostics());
    }

    private CaseFile? ReadFile(DocumentNode root)
    {
        if (Fields.Open(_context, root, "", FileKeys) is not { } fields)
            return null;
        if (fields.Required("schema") is { } schema && _context.Text(schema, "schema") is { } found && found != CaseFile.Schema)
            _context.ReportValue(schema, "schema", Phrasing.Quote(CaseFile.Schema));
        var tree = fields.Required("tree");
        var treePath = tree is null ? "" : _context.Name(tree, "tree");
        var norms = fields.Required("cases") is { } cases ? Items(cases, "cases", ReadNorm) : [];
        return new(_context.File, treePath, tree?.Position ?? default, norms);
    }

    private NormCases? ReadNorm(DocumentNode node)
    {
        if (Fields.Open(_context, node, "cases", NormKeys) is not { } fields)
            return null;
        var norm = fields.Required("norm") is { } path ? _context.Name(path, "norm") : "";
        _context.Path = norm;
        if (!fields.Has("hit") && !fields.Has("miss") && !fields.HasUnknownKey)
            _context.Report(fields.Position, "", "neither hit nor miss", "at least one of them");
        var hits = fields["hit"] is { } hit ? Items(hit, "hit", item => _cases.Read(item, mustHit: true)) : [];
        var misses = fields["miss"] is { } miss ? Items(miss, "miss", item => _cases.Read(item, mustHit: false)) : [];
        _context.Path = "";
        return new(norm, fields.Position, [.. hits, .. misses]);
    }

    private ImmutableArray<T> Items<T>(DocumentNode node, string key, Func<DocumentNode, T?> read)
        where T : class
    {
        if (_context.ReportProblem(node, key))
            return [];
        if (node is not DocumentSequence { Items.IsEmpty: false } list)
        {
            _context.ReportValue(node, key, "a list of one or more");
            return [];
        }

        return [.. list.Items.Select(read).OfType<T>()];
    }
}
