using System.CommandLine;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Commands.Installation;

/// <summary>Which installation a command works on: a running server, or the database of one.</summary>
internal sealed class InstallationOptions
{
    /// <summary>Holds the token for <c>--server</c>, or the one token of a server.</summary>
    public const string TokenVariable = "QA_TOKEN";

    private readonly Option<string?> _server;
    private readonly Option<string> _data;
    private readonly Option<string?> _database;
    private readonly Option<string?> _tokenFile;
    private readonly Option<string?> _signingKey;

    public InstallationOptions(CommandTexts texts, bool withServer = true)
    {
        _server = new("--server") { Description = texts["installation.server"], HelpName = "URL", Hidden = !withServer };
        _data = new("--data") { Description = texts["installation.data"], HelpName = "DIR", DefaultValueFactory = static _ => DataFolder.Default };
        _database = new("--database") { Description = texts["installation.database"], HelpName = "ADDRESS" };
        _tokenFile = new("--token-file") { Description = texts["installation.tokenFile"], HelpName = "FILE" };
        _signingKey = new("--signing-key") { Description = texts["installation.signingKey"], HelpName = "FILE" };
    }

    public void AddTo(Command command)
    {
        if (!_server.Hidden)
            command.Options.Add(_server);
        command.Options.Add(_data);
        command.Options.Add(_database);
        command.Options.Add(_tokenFile);
        command.Options.Add(_signingKey);
    }

    public InstallationChoice Of(ParseResult parsed)
    {
        var data = new DataFolder(parsed.GetValue(_data)!);
        var database = parsed.GetValue(_database) ?? data.Database;

        // A database that processes share belongs to one installation with one key, whatever their data folders.
        var signingKey = parsed.GetValue(_signingKey) ?? (database.Contains("://", StringComparison.Ordinal) ? null : data.SigningKey);
        return new(_server.Hidden ? null : parsed.GetValue(_server), data, database, parsed.GetValue(_tokenFile), signingKey);
    }
}
