using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Qa.Portal.Platform.Settings;

namespace Qa.Portal.Platform.Accounts.Company;

/// <summary>
/// The company's sign-on as it is set at the moment. It comes and goes, and changes, while the server runs: what handles it is there
/// only while it is on.
/// </summary>
internal sealed class CompanySignOn(SettingsStore settings, IAuthenticationSchemeProvider schemes, IOptionsMonitorCache<OpenIdConnectOptions> options) : IDisposable
{
    public const string Scheme = "Company";

    /// <summary>Name of the token that stands for the person at the company.</summary>
    public const string IdentityToken = "id_token";

    private readonly SemaphoreSlim _change = new(1, 1);
    private volatile Setting<CompanySignOnSettings> _inForce = new(new(), 0);

    /// <summary>As it was last read.</summary>
    public CompanySignOnSettings InForce => _inForce.Value;

    /// <summary>Takes over what somebody has set, here or on another process; at most some seconds old.</summary>
    public async ValueTask<CompanySignOnSettings> RefreshAsync(CancellationToken cancellation)
    {
        var setting = await settings.ReadAsync<CompanySignOnSettings>(cancellation);
        if (setting.Version == _inForce.Version)
            return setting.Value;
        await _change.WaitAsync(cancellation);
        try
        {
            if (setting.Version != _inForce.Version)
                Apply(setting);
        }
        finally
        {
            _change.Release();
        }

        return setting.Value;
    }

    public void Dispose() => _change.Dispose();

    private void Apply(Setting<CompanySignOnSettings> setting)
    {
        // Whoever reads that it is on finds its scheme, and whoever makes its options after that makes the new ones.
        if (setting.Value.IsOn)
            schemes.TryAddScheme(new(Scheme, null, typeof(OpenIdConnectHandler)));
        _inForce = setting;
        options.TryRemove(Scheme);
        if (!setting.Value.IsOn)
            schemes.RemoveScheme(Scheme);
    }
}
