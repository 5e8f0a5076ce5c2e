using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Qa.Rules.Versions;

namespace Qa.Rules.Scoring;

/// <summary>The order in which the members of an object are written.</summary>
internal enum MemberOrder : byte
{
    /// <summary>As the page lists them, for people.</summary>
    AsListed,

    /// <summary>As RFC 8785 sorts them, for hashes.</summary>
    Canonical,
}

/// <summary>A member of an object as it is written.</summary>
/// <param name="IsThere">Null for one that always is.</param>
internal sealed record JsonMember<T>(string Key, Action<T, IBufferWriter<byte>, MemberOrder> Write, Func<T, bool>? IsThere = null);

/// <summary>All members of a kind of object, listed once and written in either order, so that the two can never tell different things.</summary>
internal sealed class JsonMembers<T>
{
    private readonly ImmutableArray<(byte[] Start, JsonMember<T> Member)> _asListed;
    private readonly ImmutableArray<(byte[] Start, JsonMember<T> Member)> _canonical;

    public JsonMembers(params ReadOnlySpan<JsonMember<T>> members)
    {
        _asListed = [.. members.ToArray().Select(static member => (Encoding.UTF8.GetBytes($"\"{member.Key}\":"), member))];
        _canonical = _asListed.Sort(static (one, other) => string.CompareOrdinal(one.Member.Key, other.Member.Key));
    }

    public void Write(T value, IBufferWriter<byte> output, MemberOrder order)
    {
        JsonText.WriteByte(output, (byte)'{');
        var isFirst = true;
        foreach (var (start, member) in order == MemberOrder.AsListed ? _asListed : _canonical)
        {
            if (member.IsThere?.Invoke(value) == false)
                continue;
            if (!isFirst)
                JsonText.WriteByte(output, (byte)',');
            isFirst = false;
            output.Write(start);
            member.Write(value, output, order);
        }

        JsonText.WriteByte(output, (byte)'}');
    }

    public void WriteList(ImmutableArray<T> values, IBufferWriter<byte> output, MemberOrder order)
    {
        JsonText.WriteByte(output, (byte)'[');
        for (var index = 0; index < values.Length; index++)
        {
            if (index > 0)
                JsonText.WriteByte(output, (byte)',');
            Write(values[index], output, order);
        }

        JsonText.WriteByte(output, (byte)']');
    }
}
