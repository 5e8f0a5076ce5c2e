using System.Numerics;

namespace Qa.Rules.Matching.Phrases;

/// <summary>Turns a vector's answer, a bit a position, into a list of positions.</summary>
internal static unsafe class CandidateMask
{
    /// <summary>Room a list needs behind its last position.</summary>
    public const int WrittenAhead = 4;

    /// <summary>
    /// Writes the places of the set bits and returns their number. Four are written whether there are as many or not: a branch on
    /// "any?" would be guessed wrong too often, a branch on "more than four?" hardly ever is.
    /// </summary>
    public static int WritePositions(uint mask, int position, int* candidates)
    {
        var count = BitOperations.PopCount(mask);
        for (var written = 0; ; written += WrittenAhead)
        {
            for (var k = 0; k < WrittenAhead; k++)
            {
                candidates[written + k] = position + BitOperations.TrailingZeroCount(mask);
                mask &= mask - 1;
            }

            if (written + WrittenAhead >= count)
                return count;
        }
    }
}
