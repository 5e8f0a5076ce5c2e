namespace Qa.Portal.Modules.Privacy;

/// <summary>Where the module's texts are found.</summary>
public sealed class PrivacyTexts;
