using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Accounts.Company;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Serving.Limits;
using Qa.Portal.Platform.Settings;

namespace Qa.Portal.Platform.Accounts.Security;

/// <summary>Shows and changes how people sign in and how much may be asked. What is wrong is told all at once, and nothing is saved then.</summary>
internal sealed class SecurityDesk(SettingsStore settings)
{
    private const string ReadPermission = "security.read";
    private const string EditPermission = "security.edit";

    public async Task<Setting<RateLimitSettings>> LimitsAsync(Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(ReadPermission);
        return await settings.ReadAsync<RateLimitSettings>(cancellation);
    }

    /// <summary>The company's sign-on without its secret, which nobody reads again.</summary>
    public async Task<Setting<CompanySignOnSettings>> SignOnAsync(Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(ReadPermission);
        var setting = await settings.ReadAsync<CompanySignOnSettings>(cancellation);
        return setting with { Value = setting.Value with { ClientSecret = "" } };
    }

    public async Task<SecurityResult> SaveLimitsAsync(RateLimitSettings limits, long version, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(EditPermission);
        var errors = limits.Named().Where(static limit => limit.Value is < 0 or > RateLimitSettings.Maximum).Select(static limit => new SecurityError(SecurityFault.BadLimit, limit.Name)).ToList();
        return errors.Count > 0 ? new(errors, null) : new([], (await settings.SaveAsync(limits, version, actor.Name, cancellation)).Outcome);
    }

    /// <param name="signOn">With an empty secret, the one that there is stays, as long as it is for the same server and client.</param>
    public async Task<SecurityResult> SaveSignOnAsync(CompanySignOnSettings signOn, long version, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(EditPermission);
        if (signOn.ClientSecret.Length == 0)
            signOn = signOn with { ClientSecret = SecretFor(signOn, (await settings.ReadAsync<CompanySignOnSettings>(cancellation)).Value) };
        var errors = ErrorsOf(signOn).ToList();
        return errors.Count > 0 ? new(errors, null) : new([], (await settings.SaveAsync(signOn, version, actor.Name, cancellation)).Outcome);
    }

    // A secret goes to the server that it was entered for, and to no other.
    private static string SecretFor(CompanySignOnSettings signOn, CompanySignOnSettings before) =>
        (signOn.Authority, signOn.ClientId) == (before.Authority, before.ClientId) ? before.ClientSecret : "";

    private static IEnumerable<SecurityError> ErrorsOf(CompanySignOnSettings signOn)
    {
        if (new[] { signOn.Authority, signOn.ClientId, signOn.ClientSecret, signOn.NameClaim }.Any(static text => text.Length > CompanySignOnSettings.MaximumLength) || signOn.ButtonText.Length > CompanySignOnSettings.MaximumButtonLength)
            yield return new(SecurityFault.TooLong);
        if (!signOn.IsOn)
            yield break;
        if (!Uri.TryCreate(signOn.Authority, UriKind.Absolute, out var authority) || authority.Scheme != Uri.UriSchemeHttps && !(authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback))
            yield return new(SecurityFault.BadAuthority, "authority");
        if (signOn.ClientId.Length == 0)
            yield return new(SecurityFault.NoClient, "clientId");
        if (signOn.ClientSecret.Length == 0)
            yield return new(SecurityFault.NoSecret, "clientSecret");
        if (signOn.NameClaim.Length == 0)
            yield return new(SecurityFault.NoClaim, "nameClaim");
    }
}

/// <summary>What became of settings that somebody wanted to save.</summary>
/// <param name="Errors">All of them; empty where they are sound.</param>
/// <param name="Outcome">Null where there are errors.</param>
internal sealed record SecurityResult(IReadOnlyList<SecurityError> Errors, SaveOutcome? Outcome);

/// <summary>What is wrong with settings.</summary>
/// <param name="Field">Its name in requests, where it is about one.</param>
public sealed record SecurityError(SecurityFault Fault, string? Field = null);

/// <summary>Why settings were not saved.</summary>
public enum SecurityFault
{
    /// <summary>Below 0 or above <see cref="RateLimitSettings.Maximum"/>.</summary>
    BadLimit,
    TooLong,

    /// <summary>No address, or one without TLS.</summary>
    BadAuthority,
    NoClient,
    NoSecret,
    NoClaim,
}
