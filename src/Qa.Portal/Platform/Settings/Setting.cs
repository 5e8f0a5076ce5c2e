namespace Qa.Portal.Platform.Settings;

/// <summary>A record of settings as it was read.</summary>
/// <param name="Version">With which it is saved; 0 where nobody has saved it yet.</param>
internal sealed record Setting<T>(T Value, long Version)
    where T : class;
