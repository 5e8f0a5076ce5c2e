using System.Collections.Immutable;
using Qa.Rules.Trees;

namespace Qa.Grains.Publication.Checks;

/// <summary>
/// What a tree must stand before it is published. The set's grain asks, so that no way of publishing goes past it; whoever keeps such
/// things registers one.
/// </summary>
public interface IPublicationCheck
{
    /// <returns>The cases that the tree fails; none where it stands them all.</returns>
    Task<ImmutableArray<FailingCase>> RunAsync(string ruleSet, NormTree tree, CancellationToken cancellation = default);
}
