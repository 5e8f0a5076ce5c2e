using Qa.Portal.Commands.Files;
using Qa.Rules.Trees;

namespace Qa.Portal.Commands.Cases;

/// <summary>All cases of a run, tree by tree, with what they came to and every error that was met on the way.</summary>
internal sealed class CaseSuite
{
    private readonly Dictionary<string, TreeCases?> _trees = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seenFiles = new(StringComparer.Ordinal);
    private readonly List<Diagnostic> _diagnostics = [];

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>Trees that could be loaded, in the order in which they were met.</summary>
    public IEnumerable<TreeCases> Trees => _trees.Values.OfType<TreeCases>();

    public void Add(CaseSource source)
    {
        if (source.Tree is { } treePath && TreeAt(treePath) is { } named)
            named.IsWhole = true;
        foreach (var path in source.Files)
        {
            if (!_seenFiles.Add(Path.GetFullPath(path)))
                continue;
            if (!DocumentFile.TryRead(path, out var utf8, out var unreadable))
            {
                _diagnostics.Add(unreadable);
                continue;
            }

            var read = CaseReader.Read(path, utf8);
            _diagnostics.AddRange(read.Diagnostics);
            if (read.File is { } file)
                Run(file, source.IsWhole);
        }
    }

    private void Run(CaseFile file, bool isWhole)
    {
        var treePath = CaseSources.TreeOf(file);
        if (!File.Exists(treePath))
        {
            _diagnostics.Add(new(file.Name, file.TreePosition.Line, file.TreePosition.Column, "", "tree", $"'{file.Tree}', which is no file", "a norm tree's file, from this file's folder"));
            return;
        }

        if (TreeAt(treePath) is not { } tree)
            return;
        tree.IsWhole |= isWhole;
        foreach (var norm in file.Norms)
        {
            if (tree.Runner.HasNorm(norm.Norm))
                tree.Add(file.Name, norm);
            else
                _diagnostics.Add(new(file.Name, norm.Position.Line, norm.Position.Column, norm.Norm, "norm", "no enabled norm at this path", $"a norm of {treePath}"));
        }
    }

    private TreeCases? TreeAt(string path)
    {
        var key = Path.GetFullPath(path);
        if (_trees.TryGetValue(key, out var known))
            return known;
        var loaded = TreeFile.Load(path);
        _diagnostics.AddRange(loaded.Diagnostics);
        var tree = loaded.Tree is null ? null : new TreeCases(path, new(loaded.Tree));
        _trees.Add(key, tree);
        return tree;
    }
}
