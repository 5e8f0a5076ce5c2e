using System.Collections.Immutable;
using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Sources;
using Qa.Rules.Trees;

namespace Qa.Grains.Publication.Checks;

/// <summary>
/// Asks all that a tree must stand, and decides what failing means: a change is refused; an emergency and a rollback go out, as they
/// are made when something in force does harm, and what they fail is written down with them.
/// </summary>
internal sealed class PublicationChecks(IEnumerable<IPublicationCheck> checks)
{
    /// <summary>Failing cases that a refusal names; of more it says how many.</summary>
    public const int MaximumNamed = 20;

    private readonly ImmutableArray<IPublicationCheck> _checks = [.. checks];

    public async Task<ImmutableArray<FailingCase>> RunAsync(string ruleSet, NormTree tree, CancellationToken cancellation = default)
    {
        var failing = ImmutableArray.CreateBuilder<FailingCase>();
        foreach (var check in _checks)
            failing.AddRange(await check.RunAsync(ruleSet, tree, cancellation));
        return failing.ToImmutable();
    }

    /// <returns>Null where what is failing does not stop the publication.</returns>
    public static Refusal? Refuse(TreeSource source, Standing standing, ImmutableArray<FailingCase> failing) =>
        failing.IsEmpty || standing == Standing.Emergency || source is TreeSource.Earlier ? null : Refusal.FailingCases(failing);

    /// <summary>What is written down of a publication that goes out all the same; empty where nothing fails.</summary>
    public static string Remark(ImmutableArray<FailingCase> failing) =>
        failing.IsEmpty ? "" : Invariant($"published although {failing.Length} cases fail: {Named(failing)}");

    /// <summary>The failing cases in one sentence.</summary>
    internal static string Named(ImmutableArray<FailingCase> failing) =>
        string.Join("; ", failing.Take(MaximumNamed)) + (failing.Length > MaximumNamed ? Invariant($"; and {failing.Length - MaximumNamed} more") : "");
}
