using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Qa.Grains.Replay;

/// <summary>
/// Draws a sample that anybody can draw again: an interaction's rank is the first 8 bytes of SHA-256 over the seed and its id, and
/// the smallest ranks are drawn. Neither the order in which interactions came nor their number has a say in which of two goes first.
/// </summary>
/// <param name="size">How many are drawn.</param>
public sealed class SampleDraw(long seed, int size)
{
    // The largest rank is the first to go.
    private readonly PriorityQueue<(string Id, long StartedAt), (ulong Rank, string Id)> _drawn =
        new(Comparer<(ulong Rank, string Id)>.Create(static (one, other) => Order(other, one)));

    /// <summary>From the seed, 8 bytes with the highest first, and the id in UTF-8.</summary>
    public static ulong RankOf(long seed, string id)
    {
        var bytes = new byte[sizeof(long) + Encoding.UTF8.GetByteCount(id)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, seed);
        Encoding.UTF8.GetBytes(id, bytes.AsSpan(sizeof(long)));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    public void Offer(string id, long startedAt)
    {
        _drawn.Enqueue((id, startedAt), (RankOf(seed, id), id));
        if (_drawn.Count > size)
            _drawn.Dequeue();
    }

    /// <summary>Those drawn, in the order in which they began.</summary>
    public IReadOnlyList<string> Drawn() =>
        [.. _drawn.UnorderedItems.Select(static one => one.Element).OrderBy(static one => one.StartedAt).ThenBy(static one => one.Id, StringComparer.Ordinal).Select(static one => one.Id)];

    private static int Order((ulong Rank, string Id) one, (ulong Rank, string Id) other) =>
        one.Rank.CompareTo(other.Rank) is not 0 and var byRank ? byRank : string.CompareOrdinal(one.Id, other.Id);
}
