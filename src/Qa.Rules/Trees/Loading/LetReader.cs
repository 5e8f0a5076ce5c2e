using System.Collections.Immutable;

namespace Qa.Rules.Trees.Loading;

/// <summary>Reads the named conditions of <c>let</c>, and refuses those that use each other in a circle.</summary>
internal static class LetReader
{
    public static ImmutableArray<LetCondition> Read(LoadContext context, IReadOnlyList<DocumentEntry> entries, ConditionReader conditions)
    {
        var lets = ImmutableArray.CreateBuilder<LetCondition>();
        var references = new List<HashSet<string>>();
        foreach (var entry in entries)
        {
            var used = new HashSet<string>(StringComparer.Ordinal);
            lets.Add(new(entry.Key, conditions.Read(entry.Value, entry.Key, used)));
            references.Add(used);
        }

        var indexes = entries.Select(static (entry, index) => (entry.Key, index)).ToDictionary(static e => e.Key, static e => e.index, StringComparer.Ordinal);
        var graph = new LetGraph([.. references.Select(used => used.Select(name => indexes[name]).Order().ToArray())]);
        foreach (var first in graph.FirstOfCircles)
            context.Report(entries[first].KeyPosition, "let", $"{Phrasing.Quote(entries[first].Key)}, which uses itself by way of others or directly", "conditions that do not use each other in a circle");
        if (graph.FirstOfTooLongChain is { } long_)
            context.Report(entries[long_].KeyPosition, "let", $"{Phrasing.Quote(entries[long_].Key)}, at the head of too many conditions that use each other", $"at most {TreeLimits.LetChain} in a row");
        return lets.DrainToImmutable();
    }
}
