using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Qa.Grains.Auditing;
using Qa.Grains.Auditing.Search;
using Qa.Grains.Storage;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Platform.Auditing;

/// <summary>The audit log for those who look into it. Nothing of it is ever changed; that it was exported is an entry of its own.</summary>
internal sealed class AuditLog(Database database, CheckpointFolder checkpoints, TimeProvider time)
{
    /// <summary>Most entries of a page.</summary>
    public const int MaximumLimit = 1_000;

    /// <summary>Most entries of an export; its last line says whether they were all.</summary>
    public const int MaximumExported = 1_000_000;

    // More than the product has.
    private const int MaximumActions = 1_000;

    private const int FlushEvery = 500;

    private static readonly JsonSerializerOptions Lines = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <param name="before">Where the page before ended; null for the newest.</param>
    /// <param name="limit">1 to <see cref="MaximumLimit"/>.</param>
    public async Task<AuditPage> SearchAsync(AuditFilter filter, AuditPlace? before, int limit, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaximumLimit);
        var entries = await database.ReadAsync(session => AuditSearchRows.PageAsync(session, filter, before, limit + 1, cancellation), cancellation);
        return entries.Count > limit ? new([.. entries.Take(limit)], entries[limit - 1].Place) : new(entries, null);
    }

    /// <summary>How far the log is sealed.</summary>
    public async Task<ChainState> StateAsync(Actor actor, CancellationToken cancellation = default)
    {
        actor.Require("audit.read");
        var (seal, at, waiting) = await database.ReadAsync(AuditSearchRows.SealStateAsync, cancellation);
        return new(seal ?? 0, at, waiting, checkpoints.LastWrittenAt());
    }

    /// <summary>The actions that there are, to choose from.</summary>
    public Task<IReadOnlyList<string>> ActionsAsync(CancellationToken cancellation = default) =>
        database.ReadAsync(session => AuditSearchRows.ActionsAsync(session, MaximumActions, cancellation), cancellation);

    /// <summary>Writes entries as lines of JSON, the newest first, and a last line that says how many they are and how far the log is sealed.</summary>
    /// <param name="actor">Who exports, for the entry that tells of it.</param>
    public async Task ExportAsync(Stream target, AuditFilter filter, string actor, CancellationToken cancellation = default)
    {
        var export = new AuditEntry(time.GetUtcNow(), actor, "export audit log", "audit log", JsonSerializer.Serialize(FilterView.Of(filter), Lines)) { Kind = AuditKind.Read };
        await database.WriteAsync(session => AuditRows.AddAsync(session, export), cancellation);
        var rows = await database.ReadAsync(session => WriteAsync(session, target, filter, cancellation), cancellation);
        await target.FlushAsync(cancellation);

        // How many they were is known at the end; who broke off has no second entry.
        var end = export with { At = time.GetUtcNow(), Action = "exported audit log", Detail = FormattableString.Invariant($"{rows} rows") };
        await database.WriteAsync(session => AuditRows.AddAsync(session, end), cancellation);
    }

    private static async Task<int> WriteAsync(DatabaseSession session, Stream target, AuditFilter filter, CancellationToken cancellation)
    {
        var head = await AuditSearchRows.HeadAsync(session);
        var count = 0;
        await foreach (var entry in AuditSearchRows.Stream(session, filter, MaximumExported + 1).WithCancellation(cancellation))
        {
            if (++count > MaximumExported)
                break;
            await LineAsync(target, AuditEntryView.Of(entry), cancellation);
            if (count % FlushEvery == 0)
                await target.FlushAsync(cancellation);
        }

        await LineAsync(target, new { end = new { entries = Math.Min(count, MaximumExported), isComplete = count <= MaximumExported, head } }, cancellation);
        return Math.Min(count, MaximumExported);
    }

    private static async Task LineAsync<T>(Stream target, T value, CancellationToken cancellation)
    {
        await target.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(value, Lines), cancellation);
        await target.WriteAsync("\n"u8.ToArray(), cancellation);
    }

    private sealed record FilterView(string[]? Actor, string[]? Action, string[]? Subject, string[]? Kind, string[]? Origin, DateTimeOffset? From, DateTimeOffset? To, string? Text)
    {
        public static FilterView Of(AuditFilter filter) => new(
            Named(filter.Actors), Named(filter.Actions), Named(filter.Subjects), Named(filter.Kinds), Named(filter.Origins), filter.From, filter.To, filter.Text);

        private static string[]? Named(IReadOnlyCollection<string> values) => values.Count == 0 ? null : [.. values];
    }
}
