namespace Qa.Rules.Trees.Loading;

/// <summary>
/// Which let conditions use which, by index in document order. Tarjan's algorithm finds the groups that use each other,
/// and gives each group after those it uses, so that the lengths of chains come out on the way. It keeps its own stack:
/// a chain is as long as the document has names.
/// </summary>
internal sealed class LetGraph
{
    private const int Unvisited = -1;

    private readonly int[][] _uses;
    private readonly int[] _order;
    private readonly int[] _low;
    private readonly int[] _chain;
    private readonly bool[] _open;
    private readonly Stack<int> _group = new();
    private readonly List<int> _firstOfCircles = [];
    private int _visited;

    public LetGraph(int[][] uses)
    {
        _uses = uses;
        _order = new int[uses.Length];
        _low = new int[uses.Length];
        _chain = new int[uses.Length];
        _open = new bool[uses.Length];
        Array.Fill(_order, Unvisited);
        for (var let = 0; let < uses.Length; let++)
        {
            if (_order[let] == Unvisited)
                Visit(let);
        }

        _firstOfCircles.Sort();
        var tooLong = Array.FindIndex(_chain, static length => length > TreeLimits.LetChain);
        FirstOfTooLongChain = tooLong < 0 ? null : tooLong;
    }

    /// <summary>Of each group that uses each other in a circle, the first in the document.</summary>
    public IReadOnlyList<int> FirstOfCircles => _firstOfCircles;

    /// <summary>The first let from which more others follow in a row than the limit; circles left out.</summary>
    public int? FirstOfTooLongChain { get; }

    private void Visit(int root)
    {
        var path = new Stack<(int Let, int NextUse)>();
        Enter(root);
        path.Push((root, 0));
        while (path.TryPop(out var step))
        {
            var (let, next) = step;
            if (next < _uses[let].Length)
            {
                path.Push((let, next + 1));
                var used = _uses[let][next];
                if (_order[used] == Unvisited)
                {
                    Enter(used);
                    path.Push((used, 0));
                }
                else if (_open[used])
                {
                    _low[let] = Math.Min(_low[let], _order[used]);
                }

                continue;
            }

            if (_low[let] == _order[let])
                Close(let);
            if (path.TryPeek(out var user))
                _low[user.Let] = Math.Min(_low[user.Let], _low[let]);
        }
    }

    private void Enter(int let)
    {
        _order[let] = _low[let] = _visited++;
        _open[let] = true;
        _group.Push(let);
    }

    private void Close(int root)
    {
        var first = root;
        var size = 0;
        int member;
        do
        {
            member = _group.Pop();
            _open[member] = false;
            first = Math.Min(first, member);
            size++;
        }
        while (member != root);

        if (size > 1 || _uses[root].Contains(root))
            _firstOfCircles.Add(first);
        else
            _chain[root] = 1 + _uses[root].Select(used => _chain[used]).DefaultIfEmpty().Max();
    }
}
