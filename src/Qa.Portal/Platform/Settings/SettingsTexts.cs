namespace Qa.Portal.Platform.Settings;

/// <summary>Names the texts of the pages of settings.</summary>
internal sealed class SettingsTexts;
