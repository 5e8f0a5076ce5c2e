using System.CommandLine;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;
using Qa.Portal.Platform.Files;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Commands.Operations;

/// <summary>Where the files of an installation lie, named as for <c>qa serve</c>.</summary>
internal sealed class FolderOptions(CommandTexts texts)
{
    private readonly Option<string?> _recordings = new("--recordings") { Description = texts["serve.recordings"], HelpName = "DIR" };
    private readonly Option<string?> _attachments = new("--attachments") { Description = texts["serve.attachments"], HelpName = "DIR" };
    private readonly Option<string?> _jobs = new("--jobs") { Description = texts["serve.jobs"], HelpName = "DIR" };

    public void AddTo(Command command)
    {
        command.Options.Add(_recordings);
        command.Options.Add(_attachments);
        command.Options.Add(_jobs);
    }

    public InstallationFolders Of(ParseResult parsed, DataFolder data) => new(
        Path.GetFullPath(parsed.GetValue(_recordings) ?? data.Recordings),
        Path.GetFullPath(parsed.GetValue(_attachments) ?? data.Attachments),
        Path.GetFullPath(parsed.GetValue(_jobs) ?? data.JobFiles));

    /// <exception cref="InstallationException">There is none in the file, or no file.</exception>
    public static FileKeys ReadKeys(string file)
    {
        try
        {
            return FileKeys.Parse(File.ReadAllText(file));
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new InstallationException($"{file}: {exception.Message}", ExitCode.Environment);
        }
    }

    /// <summary>What is wrong with folders, in the chosen language.</summary>
    public static void Complain(CommandSession session, IEnumerable<FolderFinding> findings)
    {
        foreach (var finding in findings)
            session.Complain(Sentence(session.Texts, finding));
    }

    public static string Sentence(CommandTexts texts, FolderFinding finding) =>
        texts.Format($"folders.{finding.Fault}", finding.Path, $"--{finding.Kind}", finding.Detail);
}
