using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Platform.Settings;

/// <summary>Settings for those who keep them: asked for what they may, and saved only when nothing is wrong.</summary>
internal sealed class SettingsDesk(SettingsStore store)
{
    public const string Read = "settings.read";
    public const string Edit = "settings.edit";

    public async Task<Setting<T>> ReadAsync<T>(Actor actor, CancellationToken cancellation = default)
        where T : class, ISettings, new()
    {
        actor.Require(Read);
        return await store.ReadAsync<T>(cancellation);
    }

    /// <param name="errors">What is wrong with a value; empty when nothing is.</param>
    public async Task<SavedSettings<T>> SaveAsync<T>(T value, long version, Func<T, IReadOnlyList<string>> errors, Actor actor, CancellationToken cancellation = default)
        where T : class, ISettings, new()
    {
        actor.Require(Edit);
        return errors(value) is { Count: > 0 } wrong ? new(null, wrong) : new(await store.SaveAsync(value, version, actor.Name, cancellation), []);
    }
}

/// <summary>What came of saving settings.</summary>
/// <param name="Saved">Null where something is wrong with them.</param>
/// <param name="Errors">Each as <c>where: found what, expected what</c>.</param>
internal sealed record SavedSettings<T>(Saved<Setting<T>>? Saved, IReadOnlyList<string> Errors)
    where T : class;
