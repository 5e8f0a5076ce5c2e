using Qa.Portal.Platform.Accounts;
using Qa.Portal.Tests.Platform.Access;

namespace Qa.Portal.Tests.Platform.Serving;

/// <summary>One server behind a proxy, for all tests of who is let in and how often. Each test comes from addresses and with accounts of its own.</summary>
public sealed class SecuredServer : IAsyncLifetime
{
    internal TestServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await TestServer.StartAsync(proxies: "127.0.0.1");

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>An account that needs no first change of its password.</summary>
    internal async Task<AccountResult> OpenAsync(string name, string role = "agent", bool mustChangePassword = false) =>
        await Server.Service<AccountDesk>().OpenAsync(new(name, "王芳", null, null, [role]), TestActor.Named("li"), mustChangePassword);
}

/// <summary>Tests that share it.</summary>
[CollectionDefinition(nameof(SecuredServer))]
public sealed class SharedSecuredServer : ICollectionFixture<SecuredServer>;
