namespace Qa.Portal.Tests.Platform.Serving;

/// <summary>One server for all tests that ask it for what they put there themselves: a start takes longer than any of them. Each has names, days and numbers of its own.</summary>
public sealed class PlainServer : IAsyncLifetime
{
    internal TestServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await TestServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

/// <summary>Tests that share it.</summary>
[CollectionDefinition(nameof(PlainServer))]
public sealed class SharedPlainServer : ICollectionFixture<PlainServer>;
