using System.Security.Cryptography;
using System.Text;

namespace Qa.Portal.Commands.Scoring;

/// <summary>
/// Remembers which interactions were seen, so that the same one sent again is not counted twice and a second, different
/// one under the same id is found. Memory is bounded: of the ids only a digest is kept, and of those only the last
/// <see cref="Capacity"/>; a repetition further apart than that is not noticed.
/// </summary>
internal sealed class RecentIds(int capacity = RecentIds.Capacity)
{
    /// <summary>About 70 MB when full.</summary>
    public const int Capacity = 1_000_000;

    private readonly Dictionary<UInt128, (UInt128 Content, long Line)> _seen = [];
    private readonly Queue<UInt128> _order = new();

    /// <summary>A digest of an interaction's id, or of its line: long enough that two different ones never share it by chance.</summary>
    public static UInt128 Digest(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    public static UInt128 Digest(string id)
    {
        Span<byte> utf8 = stackalloc byte[Encoding.UTF8.GetMaxByteCount(Rules.Interactions.InteractionReader.MaximumIdLength)];
        return Digest(utf8[..Encoding.UTF8.GetBytes(id, utf8)]);
    }

    /// <summary>Adds an interaction, and says how it stands to those before it.</summary>
    /// <param name="firstLine">Where the one seen before is; 0 when there is none.</param>
    public Repetition Add(UInt128 id, UInt128 content, long line, out long firstLine)
    {
        firstLine = 0;
        if (_seen.TryGetValue(id, out var before))
        {
            firstLine = before.Line;
            return before.Content == content ? Repetition.Same : Repetition.Different;
        }

        if (_order.Count == capacity)
            _seen.Remove(_order.Dequeue());
        _order.Enqueue(id);
        _seen.Add(id, (content, line));
        return Repetition.None;
    }
}

/// <summary>How an interaction stands to those before it in the input.</summary>
internal enum Repetition : byte
{
    None,

    /// <summary>The same bytes again: the same interaction.</summary>
    Same,

    /// <summary>The same id with other content: one of the two is wrong, or a correction, and only a person knows.</summary>
    Different,
}
