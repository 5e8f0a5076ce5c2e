namespace Qa.Rules.Tests.Fuzzing;

/// <summary>
/// The chance of one fuzzed input: a SplitMix64 stream that is told by a name and a counter alone, so that an input that is
/// reported by its counter can be made again on any machine.
/// </summary>
internal sealed class FuzzRandom(ulong seed, long counter)
{
    private ulong _state = seed ^ ((ulong)counter * 0xD1342543DE82EF95UL);

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 up to, not including, <paramref name="limit"/>, which is 1 or more.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public bool Percent(int chance) => Below(100) < chance;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>How many mutations one input gets: mostly one, for then what it means is mostly kept; seldom many.</summary>
    public int MutationCount() => Below(10) switch { < 6 => 1, < 8 => 2, 8 => 4, _ => 1 + Below(12) };
}
