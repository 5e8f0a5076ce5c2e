namespace Qa.Rules.Scoring;

/// <content>Named conditions, each evaluated at most once a run.</content>
internal sealed partial class ScoringRun
{
    private readonly GrowingList<Verdict> _lets = new();
    private readonly GrowingList<bool> _letsDone = new();
    private readonly Stack<UseEvaluator> _pendingLets = new();

    public Verdict LetVerdict(UseEvaluator let)
    {
        if (!_letsDone.Span[let.Slot])
            EvaluateLet(let);
        return _lets.Span[let.Slot];
    }

    private void ForgetLets()
    {
        // What an exception may have left of the run before.
        _pendingLets.Clear();
        _letsDone.Resize(Tree.LetCount).Clear();
        _lets.Resize(Tree.LetCount);
    }

    // What a named condition uses is evaluated before it and not from within, as a chain of names with conditions nested in
    // each is deeper than a stack. INVARIANT: while a condition is evaluated here, all it may ask for is done.
    private void EvaluateLet(UseEvaluator let)
    {
        if (let.Uses.IsEmpty)
        {
            Finish(let);
            return;
        }

        _pendingLets.Push(let);
        while (_pendingLets.TryPeek(out var top))
        {
            var pending = _pendingLets.Count;
            foreach (var use in _letsDone.Span[top.Slot] ? [] : top.Uses)
            {
                if (!_letsDone.Span[use.Slot])
                    _pendingLets.Push(use);
            }

            if (_pendingLets.Count > pending)
                continue;
            if (!_letsDone.Span[top.Slot])
                Finish(top);
            _pendingLets.Pop();
        }
    }

    private void Finish(UseEvaluator let)
    {
        _lets.Span[let.Slot] = let.Condition.Evaluate(this);
        _letsDone.Span[let.Slot] = true;
    }
}
