using Qa.Rules.Compilation;

namespace Qa.Rules.Scoring;

/// <summary>
/// Adds up norms into a score: the taking and the giving side of every category, and the counts a scorecard shows. Results
/// can be taken out again, so a run starts from the quiet tally and changes only what differs.
/// </summary>
internal sealed class Tally
{
    private decimal[] _negative = [];
    private decimal[] _positive = [];
    private int _vetoes;
    private int _reviews;

    public int Fatal { get; private set; }

    public int Nonfatal { get; private set; }

    public bool IsVetoed => _vetoes > 0;

    public bool NeedsReview => _reviews > 0;

    /// <summary>The tally of a tree's norms as they come out when nothing is said, those that are always judged left out.</summary>
    public static Tally OfQuiet(CompiledTree tree)
    {
        var tally = Empty(tree);
        for (var index = 0; index < tree.Norms.Length; index++)
        {
            if (tree.Norms[index].QuietOutcome is { } outcome)
                tally.Add(tree.Norms[index], outcome, tree.QuietResults[index].Points);
        }

        return tally;
    }

    public static Tally Empty(CompiledTree tree) => new()
    {
        _negative = new decimal[tree.Categories.Parents.Length],
        _positive = new decimal[tree.Categories.Parents.Length],
    };

    public void CopyFrom(Tally other)
    {
        if (_negative.Length < other._negative.Length)
        {
            _negative = new decimal[other._negative.Length];
            _positive = new decimal[other._negative.Length];
        }

        other._negative.CopyTo(_negative.AsSpan());
        other._positive.CopyTo(_positive.AsSpan());
        (_vetoes, _reviews, Fatal, Nonfatal) = (other._vetoes, other._reviews, other.Fatal, other.Nonfatal);
    }

    public void Add(CompiledNorm norm, Outcome outcome, decimal points) => Change(norm, outcome, points, 1);

    public void Remove(CompiledNorm norm, Outcome outcome, decimal points) => Change(norm, outcome, -points, -1);

    /// <summary>The score of everything added. Uses up the tally: categories are folded into their parents.</summary>
    public decimal FoldIntoScore(CompiledTree tree)
    {
        var rules = tree.Tree.Score;
        if (IsVetoed)
            return rules.Min;
        var (parents, maxDeducts) = tree.Categories;
        for (var category = parents.Length - 1; category > 0; category--)
        {
            var taken = _negative[category];
            if (maxDeducts[category] is { } most && taken < -most)
                taken = -most;
            AddPoints(parents[category], taken + _positive[category]);
        }

        return Math.Clamp(rules.Base + _negative[0] + _positive[0], rules.Min, rules.Max);
    }

    private void Change(CompiledNorm norm, Outcome outcome, decimal points, int count)
    {
        // Which side a norm's points go to does not change with the sign of taking them out again.
        if (points != 0m)
        {
            var side = points < 0m == count > 0 ? _negative : _positive;
            side[norm.Category] += points;
        }

        switch (outcome)
        {
            case Outcome.Violated:
                if (norm.IsFatal)
                    Fatal += count;
                else
                    Nonfatal += count;
                _vetoes += norm.IsVeto ? count : 0;
                break;
            case Outcome.Uncertain or Outcome.NotMeasurable:
                _reviews += count;
                break;
            default:
                break;
        }
    }

    private void AddPoints(int category, decimal points)
    {
        if (points < 0m)
            _negative[category] += points;
        else
            _positive[category] += points;
    }
}
