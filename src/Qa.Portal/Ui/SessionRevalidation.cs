using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Logging;
using Qa.Portal.Platform.Accounts;

namespace Qa.Portal.Ui;

/// <summary>Looks again and again whether the session of an open page still holds: a page that nobody reloads is closed with it.</summary>
internal sealed class SessionRevalidation(ILoggerFactory loggers, Sessions sessions) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(10);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        await sessions.StateAsync(authenticationState.User, cancellationToken) is { MustChangePassword: false };
}
