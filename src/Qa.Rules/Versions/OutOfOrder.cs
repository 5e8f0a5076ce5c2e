namespace Qa.Rules.Versions;

/// <summary>
/// Finds which items of a list were moved when it is known where each stood before: the fewest that, taken away, leave
/// the others in their old order. Those others are a longest increasing subsequence.
/// </summary>
internal static class OutOfOrder
{
    private const int None = -1;

    /// <param name="oldIndexes">Where each item of the new list stood in the old one; all different.</param>
    /// <returns>For each item whether it was moved.</returns>
    public static bool[] Find(int[] oldIndexes)
    {
        var before = new int[oldIndexes.Length];

        // ends[n]: the item with the least old index at which an increasing run of n + 1 items ends.
        var ends = new List<int>();
        for (var i = 0; i < oldIndexes.Length; i++)
        {
            var (low, high) = (0, ends.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (oldIndexes[ends[middle]] < oldIndexes[i])
                    low = middle + 1;
                else
                    high = middle;
            }

            before[i] = low == 0 ? None : ends[low - 1];
            if (low == ends.Count)
                ends.Add(i);
            else
                ends[low] = i;
        }

        var moved = new bool[oldIndexes.Length];
        Array.Fill(moved, true);
        for (var i = ends.Count == 0 ? None : ends[^1]; i != None; i = before[i])
            moved[i] = false;
        return moved;
    }
}
