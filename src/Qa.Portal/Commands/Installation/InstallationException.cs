namespace Qa.Portal.Commands.Installation;

/// <summary>A command cannot go on: the message says why, in the chosen language, and what the exit code is.</summary>
internal sealed class InstallationException(string message, int exitCode) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
