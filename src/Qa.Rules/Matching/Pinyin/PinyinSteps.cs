namespace Qa.Rules.Matching;

/// <summary>Where a walk through a <see cref="PinyinTrie"/> has still to go: nodes, and the place in the text after each.</summary>
internal struct PinyinSteps
{
    private const int InitialCapacity = 32;

    private (int Node, int Position)[]? _steps;
    private int _count;

    public void Push(int node, int position)
    {
        _steps ??= new (int Node, int Position)[InitialCapacity];
        if (_count == _steps.Length)
            Array.Resize(ref _steps, _steps.Length * 2);
        _steps[_count++] = (node, position);
    }

    public bool TryPop(out int node, out int position)
    {
        if (_count == 0)
        {
            (node, position) = (0, 0);
            return false;
        }

        (node, position) = _steps![--_count];
        return true;
    }
}
