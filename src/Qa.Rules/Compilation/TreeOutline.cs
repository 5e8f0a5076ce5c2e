using System.Collections.Immutable;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;

namespace Qa.Rules.Compilation;

/// <summary>Walks the enabled nodes of a tree in document order and lays its norms and categories out flat.</summary>
internal sealed class TreeOutline(ConditionCompiler conditions)
{
    private const int Top = 0;

    private readonly ImmutableArray<CompiledNorm>.Builder _norms = ImmutableArray.CreateBuilder<CompiledNorm>();
    private readonly List<int> _parents = [-1];
    private readonly List<decimal?> _maxDeducts = [null];

    public ImmutableArray<CompiledNorm> Norms => _norms.ToImmutable();

    public CategoryPlan Categories => new([.. _parents], [.. _maxDeducts]);

    public void AddAll(ImmutableArray<TreeNode> nodes) => AddAll(nodes, Top, "");

    // Depth is bounded by the loader: TreeLoader's limit on the document's depth.
    private void AddAll(ImmutableArray<TreeNode> nodes, int parent, string prefix)
    {
        foreach (var node in nodes)
        {
            if (!node.Enabled)
                continue;
            var path = prefix + node.Id;
            switch (node)
            {
                case Category category:
                    _parents.Add(parent);
                    _maxDeducts.Add(category.MaxDeduct);
                    AddAll(category.Children, _parents.Count - 1, path + "/");
                    break;
                case Norm norm:
                    _norms.Add(new(path, norm, parent, CompileOptional(norm.When), CompileOptional(norm.Judgement.DecidingCondition)));
                    break;
                default:
                    throw new InvalidOperationException($"unknown node {node.GetType().Name}");
            }
        }
    }

    private ConditionEvaluator? CompileOptional(Conditions.Condition? condition) =>
        condition is null ? null : conditions.Compile(condition);
}
