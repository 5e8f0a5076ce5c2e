using Qa.Portal.Commands;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Commands.Serving;

/// <summary><c>qa token</c> against a server that runs.</summary>
[Collection(nameof(SecuredServer))]
public sealed class TokenCommandTests(SecuredServer secured) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Token_MadeListedAndRevoked_BelongsToAnAccount()
    {
        await secured.OpenAsync("cli-owner", "lead-inspector");

        (await RunAsync("add", "crm", "--may", "interactions.send", "--days", "30")).Error.Should().Contain("owner: expected the name of the account");
        (await RunAsync("add", "crm", "--may", "interactions.send:everywhere", "--days", "30", "--owner", "cli-owner")).ExitCode.Should().Be(ExitCode.Usage);
        (await RunAsync("add", "crm", "--may", "roles.edit", "--days", "30", "--owner", "cli-owner")).Error.Should().Contain("'roles.edit' is more than");
        var made = await RunAsync("add", "crm", "--may", "calendar.read:own", "--days", "30", "--owner", "cli-owner");
        made.Lines[1].Should().MatchRegex("^qat_[0-9a-f]{64}$");
        (await RunAsync("list", "cli-owner")).Lines[1].Should().MatchRegex("^crm +cli-owner +good +20[0-9-]{8} +calendar.read:own");
        (await RunAsync("revoke", "crm")).ExitCode.Should().Be(ExitCode.Ok);
        (await RunAsync("revoke", "other")).ExitCode.Should().Be(ExitCode.Usage);
        (await RunAsync("list", "cli-owner")).Lines[1].Should().Contain("revoked");
    }

    [Theory]
    [InlineData("10.0.0.0/99")]
    [InlineData("proxy.example.cn")]
    public async Task Serve_ProxyThatIsNoAddress_IsToldBeforeAnythingStarts(string proxy)
    {
        var run = await CommandRun.Of("serve", "--proxy", proxy, "--data", _folder.Path);

        (run.ExitCode, run.Error).Should().Be((ExitCode.Usage, $"qa: --proxy: found '{proxy}', expected a network like 10.0.0.0/8 or an address\n"));
    }

    private Task<CommandRun> RunAsync(params string[] args) =>
        CommandRun.Of(["token", .. args, "--server", secured.Server.Address.ToString(), "--token-file", _folder.File("tokens", $"li {TestServer.TokenOf(TestServer.Author)}\n")]);
}
