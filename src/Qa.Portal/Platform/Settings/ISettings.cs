namespace Qa.Portal.Platform.Settings;

/// <summary>
/// A record of settings that belong together and are changed together. Immutable; its own values are what holds where nobody has said
/// otherwise. Texts that must not be read by others are marked with <see cref="SecretAttribute"/>.
/// </summary>
internal interface ISettings
{
    /// <summary>Under which it is stored: <c>notifications.mail</c>. It stays.</summary>
    static abstract string Name { get; }
}
