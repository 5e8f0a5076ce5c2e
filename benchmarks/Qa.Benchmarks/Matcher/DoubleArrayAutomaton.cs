using Qa.Rules.Matching;

namespace Qa.Benchmarks.Matcher;

/// <summary>
/// Aho-Corasick as a double array, the usual fast way to match many phrases: what the product's matcher has to beat, and, being
/// written without a thought shared with it, an oracle of its tests.
/// </summary>
/// <remarks>
/// A state s goes over character c to <c>t = base[s] + code[c]</c> if <c>check[t] == s</c>, else to its failure state and tries again.
/// Codes are given by frequency, so that common characters have small ones and the arrays stay dense.
/// </remarks>
internal sealed class DoubleArrayAutomaton
{
    private const int Root = 0;
    private const int None = -1;

    private readonly int[] _code = new int[char.MaxValue + 1];
    private readonly string[] _patterns;
    private readonly int[] _order;

    // A state's four numbers stand together, so that a step touches one cache line for each of the two states it looks at.
    private State[] _states = NewStates(1 << 12, 0);
    private int _firstFree = 1;

    private DoubleArrayAutomaton(ReadOnlySpan<string> patterns)
    {
        _patterns = patterns.ToArray();
        _order = [.. Enumerable.Range(0, _patterns.Length)];
        Array.Sort(_order, (a, b) => string.CompareOrdinal(_patterns[a], _patterns[b]));
    }

    public int StateCount { get; private set; } = 1;

    public static DoubleArrayAutomaton Build(ReadOnlySpan<string> patterns)
    {
        var automaton = new DoubleArrayAutomaton(patterns);
        automaton.AssignCodes();
        automaton._states[Root].Check = Root;
        automaton.PlaceStates();
        return automaton;
    }

    public void Scan(char[] text, int start, int end, OccurrenceList into)
    {
        var (states, code, patterns) = (_states, _code, _patterns);
        var state = Root;
        for (var i = start; i < end; i++)
        {
            var c = code[text[i]];
            if (c == 0)
            {
                state = Root;
                continue;
            }

            while (true)
            {
                var next = states[state].Base + c;
                if ((uint)next < (uint)states.Length && states[next].Check == state)
                {
                    state = next;
                    break;
                }

                if (state == Root)
                    break;
                state = states[state].Failure;
            }

            for (var ends = states[state].Ends; ends != None; ends = states[ends].Shorter)
                into.Add(states[ends].Pattern, i + 1 - patterns[states[ends].Pattern].Length);
        }
    }

    private static State[] NewStates(int length, int keep)
    {
        var states = new State[length];
        for (var i = keep; i < length; i++)
            states[i] = new State { Check = None, Ends = None, Shorter = None, Pattern = None };
        return states;
    }

    private void AssignCodes()
    {
        var counts = new int[char.MaxValue + 1];
        foreach (var pattern in _patterns)
        {
            foreach (var c in pattern)
                counts[c]++;
        }

        var used = Enumerable.Range(0, counts.Length).Where(c => counts[c] > 0).OrderByDescending(c => counts[c]).ToArray();
        for (var i = 0; i < used.Length; i++)
            _code[used[i]] = i + 1;
    }

    /// <summary>Breadth first: a state is the range of sorted patterns that share its prefix.</summary>
    private void PlaceStates()
    {
        var queue = new Queue<(int State, int From, int To, int Depth)>();
        queue.Enqueue((Root, 0, _order.Length, 0));
        var children = new List<(int Code, int From, int To)>();
        while (queue.TryDequeue(out var range))
        {
            ReadChildren(range.From, range.To, range.Depth, children);
            if (children.Count == 0)
                continue;
            var offset = FindBase(children);
            _states[range.State].Base = offset;
            foreach (var (code, from, to) in children)
                _states[offset + code].Check = range.State;
            foreach (var (code, from, to) in children)
            {
                var child = offset + code;
                StateCount++;
                Link(range.State, child, code, from, range.Depth + 1);
                queue.Enqueue((child, from, to, range.Depth + 1));
            }
        }
    }

    private void ReadChildren(int from, int to, int depth, List<(int Code, int From, int To)> children)
    {
        children.Clear();
        while (from < to && _patterns[_order[from]].Length == depth)
            from++;
        while (from < to)
        {
            var (c, first) = (_patterns[_order[from]][depth], from);
            while (from < to && _patterns[_order[from]][depth] == c)
                from++;
            children.Add((_code[c], first, from));
        }
    }

    private int FindBase(List<(int Code, int From, int To)> children)
    {
        var (lowest, highest) = (children.Min(c => c.Code), children.Max(c => c.Code));
        while (_states[_firstFree].Check != None)
            EnsureLength(++_firstFree + 1);
        for (var offset = Math.Max(0, _firstFree - lowest); ; offset++)
        {
            EnsureLength(offset + highest + 1);
            if (children.TrueForAll(c => _states[offset + c.Code].Check == None && offset + c.Code != Root))
                return offset;
        }
    }

    private void EnsureLength(int length)
    {
        if (length <= _states.Length)
            return;
        var grown = NewStates(Math.Max(length, _states.Length * 2), _states.Length);
        _states.CopyTo(grown, 0);
        _states = grown;
    }

    private void Link(int parent, int child, int code, int firstPattern, int depth)
    {
        var failure = Root;
        if (parent != Root)
        {
            for (var state = _states[parent].Failure; ; state = _states[state].Failure)
            {
                var next = _states[state].Base + code;
                if (next < _states.Length && _states[next].Check == state && next != Root)
                {
                    failure = next;
                    break;
                }

                if (state == Root)
                    break;
            }
        }

        _states[child].Failure = failure;
        var endsHere = _patterns[_order[firstPattern]].Length == depth;
        _states[child].Pattern = endsHere ? _order[firstPattern] : None;
        _states[child].Shorter = _states[failure].Ends;
        _states[child].Ends = endsHere ? child : _states[failure].Ends;
    }

    private struct State
    {
        public int Base;
        public int Check;
        public int Failure;

        /// <summary>The state of the longest pattern that ends here: this one, or one of its suffixes.</summary>
        public int Ends;

        public int Pattern;
        public int Shorter;
    }
}
