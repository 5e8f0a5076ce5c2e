namespace Qa.Rules.Matching;

/// <summary>
/// The least edit distance between a script and any stretch of a text (Sellers' problem), by Myers' bit-parallel recurrence
/// in Hyyrö's blocked form: 64 rows of the distance matrix a step, so a turn costs its length times one step for scripts
/// of up to 64 characters. Compares UTF-16 units.
/// </summary>
internal sealed class ApproximateScript
{
    /// <summary>Most blocks of 64 that are kept on the stack.</summary>
    private const int BlocksOnStack = 32;

    private readonly string _script;
    private readonly int _blocks;

    // The script's distinct characters, sorted; for the n-th of them, its positions as bits at [n * _blocks, (n + 1) * _blocks).
    private readonly char[] _alphabet;
    private readonly ulong[] _positions;

    /// <param name="script">Normalised; not empty.</param>
    public ApproximateScript(string script)
    {
        _script = script;
        _blocks = (script.Length + 63) / 64;
        _alphabet = [.. script.Distinct().Order()];
        _positions = new ulong[_alphabet.Length * _blocks];
        for (var index = 0; index < script.Length; index++)
            _positions[Array.BinarySearch(_alphabet, script[index]) * _blocks + index / 64] |= 1UL << (index % 64);
    }

    public int Length => _script.Length;

    /// <summary>The least number of insertions, deletions and substitutions that turn the script into a stretch of the text, the empty one included.</summary>
    public int LeastDistance(ReadOnlySpan<char> text)
    {
        Span<ulong> increasing = _blocks <= BlocksOnStack ? stackalloc ulong[_blocks] : new ulong[_blocks];
        Span<ulong> decreasing = _blocks <= BlocksOnStack ? stackalloc ulong[_blocks] : new ulong[_blocks];
        increasing.Fill(ulong.MaxValue);
        decreasing.Clear();
        var lastRow = 1UL << ((_script.Length - 1) % 64);
        var distance = _script.Length;
        var least = distance;
        foreach (var character in text)
        {
            distance += Step(character, increasing, decreasing, lastRow);
            if (distance < least)
                least = distance;
        }

        return least;
    }

    /// <summary>One column of the matrix; gives how the distance in its last row changed.</summary>
    private int Step(char character, Span<ulong> increasing, Span<ulong> decreasing, ulong lastRow)
    {
        var letter = Array.BinarySearch(_alphabet, character);

        // The row above the first is 0 everywhere, since the stretch may begin at any place: nothing is carried in.
        var carry = 0;
        for (var block = 0; block < _blocks; block++)
        {
            var up = increasing[block];
            var down = decreasing[block];
            var equal = letter < 0 ? 0UL : _positions[letter * _blocks + block];
            var vertical = equal | down;
            if (carry < 0)
                equal |= 1UL;
            var horizontal = (((equal & up) + up) ^ up) | equal;
            var rightUp = down | ~(horizontal | up);
            var rightDown = up & horizontal;
            var top = block == _blocks - 1 ? lastRow : 1UL << 63;
            var carryOut = (rightUp & top) != 0 ? 1 : (rightDown & top) != 0 ? -1 : 0;
            rightUp <<= 1;
            rightDown <<= 1;
            if (carry < 0)
                rightDown |= 1UL;
            else if (carry > 0)
                rightUp |= 1UL;
            increasing[block] = rightDown | ~(vertical | rightUp);
            decreasing[block] = rightUp & vertical;
            carry = carryOut;
        }

        return carry;
    }
}
