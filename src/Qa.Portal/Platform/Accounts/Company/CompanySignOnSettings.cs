using Qa.Portal.Platform.Settings;

namespace Qa.Portal.Platform.Accounts.Company;

/// <summary>How people sign in by the company's own sign-on, by OpenID Connect.</summary>
internal sealed record CompanySignOnSettings : ISettings
{
    public const int MaximumLength = 500;
    public const int MaximumButtonLength = 40;

    public static string Name => "accounts.company-sign-on";

    public bool IsOn { get; init; }

    /// <summary>Address of the issuer, under which <c>/.well-known/openid-configuration</c> stands.</summary>
    public string Authority { get; init; } = "";

    public string ClientId { get; init; } = "";

    [Secret]
    public string ClientSecret { get; init; } = "";

    /// <summary>The claim that is the name of the account. It must be one that people cannot change themselves.</summary>
    public string NameClaim { get; init; } = "preferred_username";

    /// <summary>What stands on the button; empty for the product's own words.</summary>
    public string ButtonText { get; init; } = "";

    /// <summary>Whether all but administrators sign in by the company alone, and their passwords and passkeys here open nothing.</summary>
    public bool LocalForAdministratorsOnly { get; init; }
}
