using System.CommandLine;
using System.Net;
using Qa.Grains.Hosting;
using Qa.Grains.Storage;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;
using Qa.Portal.Commands.Operations;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Commands.Serving;

/// <summary><c>qa serve</c>: silo and HTTP in one process, until it is stopped.</summary>
internal static class ServeCommand
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    private const string FirstName = "operator";

    public static Command Create(CommandSession session)
    {
        var texts = session.Texts;
        var installation = new InstallationOptions(texts, withServer: false);
        var urls = new Option<string>("--urls") { Description = texts["serve.urls"], HelpName = "URL;URL", DefaultValueFactory = static _ => DefaultUrl };
        var silo = new Option<string?>("--silo") { Description = texts["serve.silo"], HelpName = "IP:PORT" };
        var checkpoints = new Option<string?>("--checkpoints") { Description = texts["serve.checkpoints"], HelpName = "DIR" };
        var demo = new Option<bool>("--demo") { Description = texts["serve.demo"] };
        var samples = new Option<string?>("--samples") { Description = texts["serve.samples"], HelpName = "DIR" };
        var attachments = new Option<string?>("--attachments") { Description = texts["serve.attachments"], HelpName = "DIR" };
        var proxies = new Option<string[]>("--proxy") { Description = texts["serve.proxy"], HelpName = "ADDRESS|NETWORK" };
        var jobs = new Option<string?>("--jobs") { Description = texts["serve.jobs"], HelpName = "DIR" };
        var adopt = new Option<bool>("--adopt-folders") { Description = texts["serve.adoptFolders"] };
        var recordings = new RecordingOptions(texts);
        var command = new Command("serve", texts["serve.description"]) { urls, silo, checkpoints, attachments, proxies, jobs, adopt, demo, samples };
        installation.AddTo(command);
        recordings.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var addresses = Split(parsed.GetValue(urls)!);
                var choice = installation.Of(parsed);
                if (addresses.FirstOrDefault(static url => !IsAddress(url)) is { } odd)
                    throw new InstallationException(texts.Format("installation.notAnAddress", odd), ExitCode.Usage);
                if (parsed.GetValue(demo) && addresses.FirstOrDefault(static url => !IsLoopback(url)) is { } shown)
                    throw new InstallationException(texts.Format("serve.demoOpen", shown), ExitCode.Usage);
                if (parsed.GetValue(silo) is not null && !choice.Database.Contains("://", StringComparison.Ordinal))
                    throw new InstallationException(texts["serve.siloAlone"], ExitCode.Usage);
                var tokens = Tokens(session, choice, addresses);
                var known = ProxiesOf(session, parsed.GetValue(proxies));
                var taking = recordings.Of(parsed, session, choice);
                var settings = new ServerSettings(
                    addresses, tokens, SiloOf(session, parsed.GetValue(silo)), choice.SigningKey, parsed.GetValue(checkpoints), taking, ProcessRole.Worker, IsQuiet: false)
                {
                    JobFiles = Path.GetFullPath(parsed.GetValue(jobs) ?? choice.Data.JobFiles), AdoptsFolders = parsed.GetValue(adopt),
                    Demo = parsed.GetValue(demo) ? new(choice.Data.DemoAccounts, parsed.GetValue(samples)) : null, Proxies = known, ErasureList = choice.Data.ErasureList,

                    // One key for all files: who keeps originals sealed wants no others to lie open beside them.
                    Attachments = new(Path.GetFullPath(parsed.GetValue(attachments) ?? choice.Data.Attachments), taking.Store.Keys),
                };
                return await RunAsync(session, choice, settings, cancellation);
            }
            catch (InstallationException exception)
            {
                session.Complain(exception.Message);
                return exception.ExitCode;
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(CommandSession session, InstallationChoice choice, ServerSettings settings, CancellationToken cancellation)
    {
        var texts = session.Texts;
        var isShared = choice.Database.Contains("://", StringComparison.Ordinal);
        if (!isShared && await InstallationClient.RunningAsync(choice.Data, cancellation) is { } other)
            throw new InstallationException(texts.Format("serve.running", choice.Data.FullPath, other), ExitCode.Environment);
        if (File.Exists(choice.Data.Restoring))
            throw new InstallationException(texts.Format("serve.restoring", choice.Data.FullPath), ExitCode.Environment);
        if (!isShared && File.Exists(choice.Data.MovedTo))
            throw new InstallationException(texts.Format("serve.moved", choice.Data.FullPath, (await File.ReadAllTextAsync(choice.Data.MovedTo, cancellation)).Trim()), ExitCode.Environment);
        ServerProcess server;
        try
        {
            server = await ServerProcess.StartAsync(settings, choice.Database, cancellation);
        }
        catch (FoldersUnusableException exception)
        {
            FolderOptions.Complain(session, exception.Findings);
            throw new InstallationException(texts["folders.adopt"], ExitCode.Environment);
        }
        catch (Exception exception) when (exception is DatabaseUnusableException or IOException)
        {
            throw new InstallationException(exception.Message, ExitCode.Environment);
        }

        await using (server)
        {
            await File.WriteAllTextAsync(choice.Data.Address, server.Address + "\n", cancellation);
            session.Surroundings.Text.WriteLine(texts.Format("serve.ready", server.Address, choice.Data.FullPath));
            await session.Surroundings.Text.FlushAsync(cancellation);
            await server.WaitForStopAsync(cancellation);
            File.Delete(choice.Data.Address);
        }

        return ExitCode.Ok;
    }

    // Made for loopback only: who listens further must have chosen the tokens.
    private static AccessTokens Tokens(CommandSession session, InstallationChoice choice, string[] urls)
    {
        var texts = session.Texts;
        choice.Data.Create();
        if (session.Surroundings.Variable(InstallationOptions.TokenVariable) is { } token)
        {
            return token.Length >= AccessTokens.MinimumLength
                ? AccessTokens.Single(FirstName, token)
                : throw new InstallationException(texts.Format("serve.shortToken", InstallationOptions.TokenVariable, AccessTokens.MinimumLength), ExitCode.Usage);
        }

        if (urls.FirstOrDefault(static url => !IsLoopback(url)) is { } open && choice.TokenFile is null)
            throw new InstallationException(texts.Format("serve.open", open, InstallationOptions.TokenVariable), ExitCode.Usage);
        var file = choice.TokenFile ?? choice.Data.Tokens;
        if (choice.TokenFile is null && !File.Exists(file))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var writer = new StreamWriter(file, options);
            writer.WriteLine($"{FirstName} {AccessTokens.Generate()}");
        }

        try
        {
            return AccessTokens.Parse(File.ReadAllText(file));
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new InstallationException($"{file}: {exception.Message}", ExitCode.Environment);
        }
    }

    /// <summary>Addresses as they are written after <c>--urls</c>.</summary>
    public static string[] Split(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static bool IsAddress(string url) => Uri.TryCreate(Named(url), UriKind.Absolute, out var address) && (address.Scheme == "http" || address.Scheme == "https");

    /// <param name="url">Of which <see cref="IsAddress"/> holds.</param>
    public static Uri ToUri(string url) => new(Named(url));

    // * and + stand for every address of the machine.
    private static string Named(string url) => url.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal);

    private static bool IsLoopback(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback;

    private static AllowedNetworks ProxiesOf(CommandSession session, string[]? proxies)
    {
        try
        {
            return AllowedNetworks.Parse(string.Join(' ', proxies ?? []));
        }
        catch (FormatException exception)
        {
            throw new InstallationException(session.Texts.Format("serve.badProxy", exception.Message), ExitCode.Usage);
        }
    }

    private static SiloAddressing SiloOf(CommandSession session, string? endpoint)
    {
        if (endpoint is null)
            return SiloAddressing.AnyLoopback();
        if (!IPEndPoint.TryParse(endpoint, out var parsed) || parsed.Port is 0 or 65_535)
            throw new InstallationException(session.Texts.Format("serve.badSilo", endpoint), ExitCode.Usage);

        // The gateway is only for clients outside the cluster, of which there are none.
        return new(parsed.Address, parsed.Port, parsed.Port + 1);
    }
}
