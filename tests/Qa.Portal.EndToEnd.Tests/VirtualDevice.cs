using Microsoft.Playwright;

namespace Qa.Portal.EndToEnd.Tests;

/// <summary>A device with passkeys, as Chromium has one for tests.</summary>
internal sealed class VirtualDevice(ICDPSession session, string id)
{
    /// <param name="isUserVerified">Whether its owner is always there to say yes; else it never knows them.</param>
    public static async Task<VirtualDevice> InsertAsync(IPage page, bool isUserVerified = true)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        var added = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified, automaticPresenceSimulation = true },
        });
        return new(session, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    public async Task RemoveAsync()
    {
        await session.SendAsync("WebAuthn.removeVirtualAuthenticator", new Dictionary<string, object> { ["authenticatorId"] = id });
        await session.DetachAsync();
    }
}
