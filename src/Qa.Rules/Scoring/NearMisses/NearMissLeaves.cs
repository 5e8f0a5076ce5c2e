using Qa.Rules.Conditions;
using Qa.Rules.Trees;

namespace Qa.Rules.Scoring.NearMisses;

/// <summary>Finds the conditions of a norm that look for words, those it uses by name included, each once.</summary>
internal sealed class NearMissLeaves
{
    /// <summary>Most conditions that are looked at: so many no page shows.</summary>
    public const int MostLeaves = 200;

    private readonly NormTree _tree;
    private readonly List<(string Place, TextCondition Condition)> _leaves = [];
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    private NearMissLeaves(NormTree tree) => _tree = tree;

    public static IReadOnlyList<(string Place, TextCondition Condition)> Of(NormTree tree, Norm norm)
    {
        var leaves = new NearMissLeaves(tree);
        if (norm.When is { } when)
            leaves.Add("when", when);
        switch (norm.Judgement)
        {
            case Judgement.Forbid forbid:
                leaves.Add("forbid", forbid.Condition);
                break;
            case Judgement.Require require:
                leaves.Add("require", require.Condition);
                break;
            case Judgement.Reward reward:
                leaves.Add("reward", reward.Condition);
                break;
        }

        return leaves._leaves;
    }

    private void Add(string place, Condition condition)
    {
        if (_leaves.Count == MostLeaves)
            return;
        switch (condition)
        {
            case TextCondition text:
                _leaves.Add((place, text));
                if (text.Selection.Around is { } around)
                    Add(place + ".around.of", around.Of);
                break;
            case All all:
                AddAll(place + ".all", all.Of);
                break;
            case Any any:
                AddAll(place + ".any", any.Of);
                break;
            case Not not:
                Add(place + ".not", not.Of);
                break;
            case Sequence sequence:
                AddAll(place + ".sequence.of", sequence.Of);
                break;
            case Lacking lacking:
                Add(place + ".lacking.of", lacking.Of);
                Add(place + ".lacking.near", lacking.Near);
                break;
            case Use use when _used.Add(use.Name):
                Add("let." + use.Name, _tree.Lets.First(let => string.Equals(let.Name, use.Name, StringComparison.Ordinal)).Condition);
                break;
        }
    }

    private void AddAll(string place, IEnumerable<Condition> conditions)
    {
        foreach (var (condition, index) in conditions.Select(static (condition, index) => (condition, index)))
            Add(FormattableString.Invariant($"{place}.{index}"), condition);
    }
}
