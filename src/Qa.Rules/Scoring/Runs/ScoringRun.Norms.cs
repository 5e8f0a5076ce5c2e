namespace Qa.Rules.Scoring;

/// <content>Which norms the occurrences of a run concern.</content>
internal sealed partial class ScoringRun
{
    private readonly GrowingList<int> _concerned = new();
    private readonly GrowingList<bool> _isConcerned = new();

    public Tally Tally { get; } = new();

    /// <summary>The norms that are not always judged and have an occurrence of a phrase, each once.</summary>
    public ReadOnlySpan<int> NormsWithOccurrences()
    {
        _concerned.Clear();
        _isConcerned.Resize(Tree.NormCount).Clear();
        foreach (var leaf in Occurrences.TouchedLeaves)
        {
            foreach (var norm in Tree.NormsByLeaf[leaf])
            {
                if (_isConcerned.Span[norm])
                    continue;
                _isConcerned.Span[norm] = true;
                _concerned.Add(norm);
            }
        }

        return _concerned.Span;
    }
}
