using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Platform.Settings;

/// <summary>
/// Keeps settings: one row a record, which nobody overwrites unseen and whose every change stands in the audit log. Reading is cheap;
/// what another process has saved is noticed after <see cref="Freshness"/> at the latest.
/// </summary>
internal sealed class SettingsStore(IDbContextFactory<PortalContext> contexts, SettingsText text, TimeProvider time)
{
    /// <summary>How long what was read is taken for what there is.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>The record of a name has changed, here or, as a reading has shown, elsewhere. Raised on any thread.</summary>
    public event Action<string>? Changed;

    /// <summary>The settings as they are, or as they are where nobody has said otherwise.</summary>
    public async ValueTask<Setting<T>> ReadAsync<T>(CancellationToken cancellation = default)
        where T : class, ISettings, new()
    {
        if (_known.TryGetValue(T.Name, out var known) && time.GetUtcNow() - known.ReadAt < Freshness)
            return (Setting<T>)known.Setting;

        // Taken before: what is saved while this is read is newer.
        var readAt = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var name = T.Name;
        var row = await context.Set<SettingRow>().AsNoTracking().SingleOrDefaultAsync(each => each.Name == name, cancellation);
        return (Setting<T>)Remember(T.Name, new(Of<T>(row), row?.Version ?? 0, readAt));
    }

    /// <param name="value">Sound: what may be in it is checked by its owner.</param>
    /// <param name="version">That was read; 0 where nobody had saved it yet.</param>
    public async Task<Saved<Setting<T>>> SaveAsync<T>(T value, long version, string actor, CancellationToken cancellation = default)
        where T : class, ISettings, new()
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var row = await context.Set<SettingRow>().FindAsync([T.Name], cancellation);
        var before = Of<T>(row);
        if (before.Version != version)
            return new(SaveOutcome.ChangedMeanwhile, before);
        if (SettingsText.Difference(before.Value, value) is not { } difference)
            return new(SaveOutcome.Done, before);
        if (row is null)
            context.Add(row = new() { Name = T.Name });
        (row.Value, row.ChangedAt) = (text.Store(value), time.GetUtcNow());
        ArgumentOutOfRangeException.ThrowIfGreaterThan(row.Value.Length, SettingRow.MaximumValueLength, nameof(value));
        context.Add(AuditRecord.Of(row.ChangedAt, actor, "save settings", T.Name, null, null, detail: difference));
        try
        {
            await context.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException exception) when (exception.IsSomebodyFaster())
        {
            _known.TryRemove(T.Name, out _);
            return new(SaveOutcome.ChangedMeanwhile, await ReadAsync<T>(cancellation));
        }

        var saved = new Setting<T>(value, row.Version);
        Remember(T.Name, new(saved, row.Version, row.ChangedAt));
        return new(SaveOutcome.Done, saved);
    }

    private Setting<T> Of<T>(SettingRow? row)
        where T : class, ISettings, new() => row is null ? new(new(), 0) : new(text.Read<T>(row.Value), row.Version);

    // Of a reading and a saving at the same time the newer one is kept: versions only grow.
    private object Remember(string name, Known found)
    {
        var before = 0L;
        var kept = _known.AddOrUpdate(name, found, (_, known) =>
        {
            before = known.Version;
            return known.Version > found.Version ? known : found;
        });
        if (kept.Version > before)
            Changed?.Invoke(name);
        return kept.Setting;
    }

    private sealed record Known(object Setting, long Version, DateTimeOffset ReadAt);
}
