using System.CommandLine;
using System.Data.Common;
using Qa.Grains.Auditing;
using Qa.Grains.Storage;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;

namespace Qa.Portal.Commands.Operations;

/// <summary>What commands share that work on the database and the folders of an installation themselves, whether its server runs or not.</summary>
internal static class OperationCommand
{
    /// <summary>Gives a command the options of an installation, and an action whose expected failures are told in a sentence.</summary>
    public static void SetOperation(this Command command, CommandSession session, Func<InstallationChoice, ParseResult, CancellationToken, Task<int>> act)
    {
        var options = new InstallationOptions(session.Texts, withServer: false);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var origin = AuditOrigin.Use(AuditOrigin.CommandLine);
            try
            {
                return await act(options.Of(parsed), parsed, cancellation);
            }
            catch (InstallationException exception)
            {
                session.Complain(exception.Message);
                return exception.ExitCode;
            }
            catch (Exception exception) when (exception is DatabaseUnusableException or FormatException or DbException)
            {
                session.Complain(exception.Message);
                return ExitCode.Environment;
            }
        });
    }

    public static bool IsServer(string database) => database.Contains("://", StringComparison.Ordinal);

    /// <exception cref="InstallationException">It is a file that is not there.</exception>
    public static Database OpenExisting(CommandSession session, string address)
    {
        if (!IsServer(address) && !File.Exists(address))
            throw new InstallationException(session.Texts.Format("file.missing", address), ExitCode.Environment);
        return DatabaseAddress.Open(address);
    }
}
