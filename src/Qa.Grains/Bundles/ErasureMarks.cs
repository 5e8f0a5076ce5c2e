using Qa.Grains.Erasure;
using Qa.Grains.Storage;

namespace Qa.Grains.Bundles;

/// <summary>What bundles say of what was erased: put on entries on their way out, and on record on their way in.</summary>
internal static class ErasureMarks
{
    public static async Task<IReadOnlyList<T>> MarkAsync<T>(DatabaseSession session, IReadOnlyList<T> entries)
        where T : ErasableEntry
    {
        var erased = entries.Where(static one => one.Erasure is not null).ToList();
        if (erased.Count == 0)
            return entries;
        var rows = await session.QueryAsync<MarkRow>(
            $"""
             SELECT t.kind AS Kind, t.interaction_id AS Interaction, t.part AS Part, t.left_hash AS LeftHash, e.key AS Key, e.basis AS Basis, e.reason AS Reason,
                    e.asked_by AS AskedBy, e.approved_by AS ApprovedBy, e.at AS At
             FROM tombstone t JOIN erasure e ON e.number = t.erasure WHERE {session.IsAnyOf("t.interaction_id", "@ids")} AND t.kind = @kind
             """,
            new { ids = session.Many(erased.Select(static one => one.Place.Interaction).Distinct()), kind = erased[0].Place.Kind });
        var marks = rows.ToDictionary(static row => (row.Kind, row.Interaction, row.Part), static row => row.ToMark());
        foreach (var one in erased)
            one.Erased = marks.GetValueOrDefault(one.Place);
        return entries;
    }

    /// <summary>Puts the erasure of an entry on record, as that of the same key where there is one.</summary>
    /// <returns>Its number here.</returns>
    public static Task<long> TakeAsync(DatabaseSession session, ErasedMark mark) =>
        ErasureRows.TakeAsync(session, new(mark.Key, mark.Basis, mark.Reason, mark.AskedBy, mark.ApprovedBy), UtcTicks.ToTime(mark.At));

    /// <summary>What is wrong with what an entry says of its erasure; null when nothing is.</summary>
    /// <param name="left">What it holds.</param>
    public static string? FaultOf(ErasedMark mark, byte[] left)
    {
        if (mark.Basis is not (ErasureOrder.Request or ErasureOrder.Retention) || mark.Key.Length == 0 || mark.At < 0 || mark.At > DateTimeOffset.MaxValue.UtcTicks)
            return $"found an erasure of the basis '{mark.Basis}', expected {ErasureOrder.Request} or {ErasureOrder.Retention}, with a key and a time in ticks";
        return ErasureRows.HashOf(left) is var hash && hash != mark.LeftHash ? $"found {hash} in the place of what was erased, expected {mark.LeftHash}" : null;
    }

    private sealed class MarkRow
    {
        public string Kind { get; init; } = "";

        public string Interaction { get; init; } = "";

        public string Part { get; init; } = "";

        public string LeftHash { get; init; } = "";

        public string Key { get; init; } = "";

        public string Basis { get; init; } = "";

        public string Reason { get; init; } = "";

        public string AskedBy { get; init; } = "";

        public string? ApprovedBy { get; init; }

        public long At { get; init; }

        public ErasedMark ToMark() => new(Key, Basis, Reason, AskedBy, ApprovedBy, At, LeftHash);
    }
}
