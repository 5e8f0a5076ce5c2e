using Qa.Portal.Commands;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Commands.Serving;

/// <summary><c>qa user</c> against a server that runs.</summary>
[Collection(nameof(SecuredServer))]
public sealed class UserCommandTests(SecuredServer secured) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task User_OpenedChangedAndClosed_IsListedSo()
    {
        (await RunAsync("add", "cli-wang", "--role", "agent", "--person", "王芳", "--agent", "U7001")).ExitCode.Should().Be(ExitCode.Ok);

        (await RunAsync("change", "cli-wang", "--role", "leader", "--role", "trainer", "--person", "王小芳")).Output.Should().Be("cli-wang: leader trainer; open\n");
        (await RunAsync("change", "cli-wang", "--close")).Output.Should().Be("cli-wang: leader trainer; closed\n");
        (await RunAsync("list", "cli-wang")).Lines[1].Should().MatchRegex("^cli-wang +王小芳 +U7001 +leader trainer +closed");
        (await RunAsync("change", "cli-wang", "--open", "--agent", "")).Output.Should().Be("cli-wang: leader trainer; open\n");
        (await RunAsync("list", "cli-wang")).Lines[1].Should().NotContain("U7001");
        (await RunAsync("change", "cli-wang", "--role", "boss")).ExitCode.Should().NotBe(ExitCode.Ok);
        (await RunAsync("change", "cli-nobody", "--close")).Error.Should().Contain("there is no account 'cli-nobody'");
        (await RunAsync("change", "cli-wang", "--close", "--open")).ExitCode.Should().Be(ExitCode.Usage);
    }

    private Task<CommandRun> RunAsync(params string[] args) =>
        CommandRun.Of(["user", .. args, "--server", secured.Server.Address.ToString(), "--token-file", _folder.File("tokens", $"li {TestServer.TokenOf(TestServer.Author)}\n")]);
}
