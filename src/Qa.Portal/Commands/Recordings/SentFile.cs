using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;

namespace Qa.Portal.Commands.Recordings;

/// <summary>A file that a command sends.</summary>
internal static class SentFile
{
    /// <exception cref="InstallationException">It is not there or may not be read.</exception>
    public static FileStream Open(CommandSession session, string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InstallationException(session.Texts.Format("file.missing", path), ExitCode.Environment);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InstallationException(Directory.Exists(path) ? session.Texts.Format("file.folder", path) : exception.Message, ExitCode.Environment);
        }
    }
}
