namespace Qa.Portal.Platform;

/// <summary>Names the texts of notifications and background jobs.</summary>
internal sealed class PlatformTexts;
