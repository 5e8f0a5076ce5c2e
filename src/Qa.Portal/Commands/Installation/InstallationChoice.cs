using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Commands.Installation;

/// <summary>What the installation options said.</summary>
/// <param name="Database">A path, or <c>postgres://…</c>.</param>
/// <param name="SigningKey">Null where a shared database was named without a key.</param>
internal sealed record InstallationChoice(string? Server, DataFolder Data, string Database, string? TokenFile, string? SigningKey);
