using System.Collections.Immutable;

namespace Qa.Portal.Platform.Access;

/// <summary>All permissions that there are: the platform's own and those of the modules.</summary>
internal sealed class PermissionTable(IEnumerable<string> ofModules)
{
    private static readonly ImmutableArray<string> OfThePlatform =
    [
        "accounts.read", "accounts.edit", "roles.read", "roles.edit", "tokens.read", "tokens.edit", "security.read", "security.edit",
        "privacy.unmask", "search.use", "server.watch", "settings.read", "settings.edit",
    ];

    /// <summary>In their order of letters.</summary>
    public ImmutableArray<string> All { get; } = [.. OfThePlatform.Concat(ofModules).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
