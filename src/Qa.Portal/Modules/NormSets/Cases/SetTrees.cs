using System.Collections.Immutable;
using Qa.Rules.Compilation;
using Qa.Rules.Trees;

namespace Qa.Portal.Modules.NormSets.Cases;

/// <summary>A set as it is in force and as it is being changed.</summary>
/// <param name="Version">In force; null before the first.</param>
/// <param name="Working">Null where nobody changes it, or what is written has errors.</param>
/// <param name="HasWorking">Whether somebody changes it.</param>
public sealed record SetTrees(long? Version, CompiledTree? InForce, CompiledTree? Working, bool HasWorking)
{
    /// <summary>The norms of both by their paths, those in force in their order first, also those that are switched off.</summary>
    public ImmutableArray<(string Path, Norm Norm)> Norms => [.. new[] { InForce, Working }.OfType<CompiledTree>()
        .SelectMany(static tree => TreeWalk.All(tree.Tree)).Where(static placed => placed.Node is Norm).Select(static placed => (placed.Path, (Norm)placed.Node)).DistinctBy(static each => each.Path)];

    public Norm? Find(string path) => Norms.FirstOrDefault(each => each.Path == path).Norm;
}
