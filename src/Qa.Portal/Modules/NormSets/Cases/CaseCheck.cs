using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Qa.Grains.Publication.Checks;
using Qa.Portal.Data;
using Qa.Rules.Compilation;
using Qa.Rules.Trees;

namespace Qa.Portal.Modules.NormSets.Cases;

/// <summary>Runs all cases of a set on a tree: before a publication, whoever asks for it, and for those who want to know.</summary>
internal sealed class CaseCheck(IDbContextFactory<PortalContext> contexts) : IPublicationCheck
{
    public async Task<ImmutableArray<FailingCase>> RunAsync(string ruleSet, NormTree tree, CancellationToken cancellation = default)
    {
        if (!await HasAnyAsync(ruleSet, cancellation))
            return [];

        // Off the grain's turn: some thousand long dialogues take a second.
        return await Task.Run(async () => (await JudgeAsync(ruleSet, CompiledTree.Compile(tree), cancellation)).Where(static result => result.Blocks).Select(static result => result.ToFailing()).ToImmutableArray(), cancellation);
    }

    /// <summary>Whether a set has cases at all: without any its tree need not be compiled.</summary>
    public async Task<bool> HasAnyAsync(string ruleSet, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<StoredCase>().AnyAsync(one => one.RuleSet == ruleSet, cancellation);
    }

    /// <summary>What each case comes to, in the order of the tree's norms; those of norms that it has not, last. Without their dialogues, of which thousands would fill a page's memory.</summary>
    public Task<IReadOnlyList<CaseResult>> RunAsync(string ruleSet, CompiledTree tree, CancellationToken cancellation = default) => Task.Run(() => JudgeAsync(ruleSet, tree, cancellation), cancellation);

    private async Task<IReadOnlyList<CaseResult>> JudgeAsync(string ruleSet, CompiledTree tree, CancellationToken cancellation)
    {
        var judge = new CaseJudge(tree);
        var results = new List<CaseResult>();
        await using (var context = await contexts.CreateDbContextAsync(cancellation))
        {
            await foreach (var one in context.Set<StoredCase>().AsNoTracking().Where(one => one.RuleSet == ruleSet).AsAsyncEnumerable().WithCancellation(cancellation))
            {
                results.Add(CaseResult.Of(one, judge));
                one.Content = "";
            }
        }

        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var placed in TreeWalk.All(tree.Tree))
            places.Add(placed.Path, places.Count);
        return [.. results.OrderBy(result => places.GetValueOrDefault(result.Case.Norm, int.MaxValue)).ThenBy(static result => result.Case.Norm, StringComparer.Ordinal).ThenBy(static result => result.Case.Id)];
    }
}
