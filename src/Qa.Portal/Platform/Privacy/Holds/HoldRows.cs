using Qa.Grains.Storage;

namespace Qa.Portal.Platform.Privacy.Holds;

/// <summary>Holds as whoever erases reads them, within the transaction that erases.</summary>
internal static class HoldRows
{
    public static async Task<IReadOnlyList<LegalHold>> ActiveAsync(DatabaseSession session) => [.. (await session.QueryAsync<Row>(
        """SELECT id AS Id, kind AS Kind, target AS Target, "from" AS FromTicks, "to" AS ToTicks, reason AS Reason FROM legal_hold WHERE released_at IS NULL ORDER BY id"""))
        .Select(static row => row.ToHold())];

    private sealed class Row
    {
        public long Id { get; init; }

        public string Kind { get; init; } = "";

        public string Target { get; init; } = "";

        public long? FromTicks { get; init; }

        public long? ToTicks { get; init; }

        public string Reason { get; init; } = "";

        public LegalHold ToHold() => new()
        {
            Id = Id, Kind = Enum.Parse<HoldKind>(Kind), Target = Target, From = TimeOf(FromTicks), To = TimeOf(ToTicks), Reason = Reason,
        };

        private static DateTimeOffset? TimeOf(long? ticks) => ticks is { } at ? UtcTicks.ToTime(at) : null;
    }
}
