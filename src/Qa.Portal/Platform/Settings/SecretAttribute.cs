namespace Qa.Portal.Platform.Settings;

/// <summary>A text of settings, however deep inside, that is encrypted where it is stored and not shown in the audit log.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretAttribute : Attribute;
