using Microsoft.AspNetCore.Components.Authorization;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Ui;

/// <summary>Who sits before the pages of one circuit. What the person may do is asked anew at each action, so that what is taken away is gone at once.</summary>
internal sealed class CurrentPerson(AuthenticationStateProvider authentication, Actors actors)
{
    /// <summary>From where the circuit was opened; set when its first page is shown.</summary>
    public string Origin { get; set; } = "";

    /// <exception cref="NotAllowedException">Nobody is signed in any more.</exception>
    public async Task<Actor> ActorAsync(CancellationToken cancellation = default) =>
        await actors.OfAsync((await authentication.GetAuthenticationStateAsync()).User, Origin, cancellation) ?? throw new NotAllowedException("session");

    public async Task<bool> MayAsync(string permission) => (await ActorAsync()).May(permission);
}
