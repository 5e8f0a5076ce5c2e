using System.Collections.Immutable;
using Qa.Rules.Conditions;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;

namespace Qa.Rules.Compilation;

/// <summary>
/// Compiles the named conditions that are in use, each once, and each after those that it uses: names may use each other in
/// a row, and every one of them may be nested as deep as a document may be, which is more than a stack holds.
/// </summary>
internal sealed class LetCompiler(ImmutableArray<LetCondition> lets, Func<Condition, ConditionEvaluator> compile)
{
    private readonly Dictionary<string, Condition> _conditions = lets.ToDictionary(let => let.Name, let => let.Condition, StringComparer.Ordinal);
    private readonly Dictionary<string, UseEvaluator> _compiled = new(StringComparer.Ordinal);

    /// <summary>How many named conditions are in use.</summary>
    public int Count => _compiled.Count;

    /// <summary>The named condition, compiled now if it has not been.</summary>
    public UseEvaluator Compile(string name)
    {
        if (_compiled.TryGetValue(name, out var done))
            return done;
        var pending = new Stack<(string Name, ImmutableArray<string> Uses)>();
        pending.Push((name, NamesInConditions.Of(_conditions[name])));
        while (pending.TryPeek(out var top))
        {
            // INVARIANT: names do not use each other in a circle, so this ends; and when a condition is compiled, all it uses is.
            var missing = top.Uses.FirstOrDefault(use => !_compiled.ContainsKey(use));
            if (missing is not null)
            {
                pending.Push((missing, NamesInConditions.Of(_conditions[missing])));
                continue;
            }

            pending.Pop();
            _compiled.Add(top.Name, Compile(compile(_conditions[top.Name]), top.Uses));
        }

        return _compiled[name];
    }

    private UseEvaluator Compile(ConditionEvaluator condition, ImmutableArray<string> uses) =>
        new(_compiled.Count, condition, [.. uses.Select(use => _compiled[use])])
        {
            Needs = condition.Needs,
            ReadsText = condition.ReadsText,
            MayFail = condition.MayFail,
            Quiet = condition.Quiet,
            Leaves = condition.Leaves,
        };
}
