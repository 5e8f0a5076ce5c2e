using System.Text;
using Qa.Portal.Commands.Hosting;

namespace Qa.Portal.Commands.Files;

/// <summary>A command's text result: to standard output, or whole into a file.</summary>
internal static class TextResult
{
    /// <returns>The exit code.</returns>
    public static int Write(CommandSession session, string text, string? path)
    {
        if (path is null)
        {
            session.Surroundings.Text.WriteLine(text.TrimEnd('\n'));
            return ExitCode.Ok;
        }

        if (ReplacedFile.TryOpen(path, out var refusal) is not { } file)
        {
            session.Complain(session.Texts.Format("file.notWritable", path, refusal));
            return ExitCode.Environment;
        }

        using (file)
        {
            file.Stream.Write(Encoding.UTF8.GetBytes(text.TrimEnd('\n') + "\n"));
            file.Commit();
        }

        return ExitCode.Ok;
    }
}
