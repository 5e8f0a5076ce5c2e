using Qa.Portal.Platform.Access.Tokens;
using Qa.Portal.Platform.Accounts;
using Qa.Portal.Platform.Accounts.Pages;
using Qa.Portal.Platform.Accounts.Security;
using Qa.Portal.Platform.Modules;
using Qa.Portal.Platform.Search;
using Qa.Portal.Platform.Settings;

namespace Qa.Portal.Platform;

/// <summary>The platform's own pages in the navigation.</summary>
internal static class PlatformMenu
{
    public static IReadOnlyList<MenuEntry> Entries { get; } =
    [
        new(MenuGroup.Quality, "/search", typeof(SearchTexts), "search.title", "search", SearchEndpoints.Use),
        new(MenuGroup.System, "/accounts", typeof(AccountTexts), "accounts.title", "manage_accounts", "accounts.read"),
        new(MenuGroup.System, "/tokens", typeof(TokenTexts), "tokens.title", "vpn_key", "tokens.read"),
        new(MenuGroup.System, "/roles", typeof(AccountTexts), "roles.title", "admin_panel_settings", "roles.read"),
        new(MenuGroup.System, "/settings", typeof(SettingsTexts), "settings.title", "settings", SettingsDesk.Read),
        new(MenuGroup.System, "/security", typeof(SecurityTexts), "security.title", "shield_lock", "security.read"),
    ];

    /// <summary>What the platform itself shows at a person's page.</summary>
    public static IReadOnlyList<PersonPanel> PersonPanels { get; } = [new(20, typeof(AccountTexts), "account.ofPerson", "accounts.read", typeof(PersonAccountPanel))];
}
