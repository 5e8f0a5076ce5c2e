namespace Qa.Portal.Commands;

/// <summary>What the program's exit says to the script that called it. Documented in docs/reference/qa-command.md.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>The command did its work and found something: errors in a document, bad lines, failed cases, a difference.</summary>
    public const int Findings = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 2;

    /// <summary>Something around the program is missing or refuses: a file that cannot be read or written, the SDK.</summary>
    public const int Environment = 3;

    /// <summary>A defect of the program.</summary>
    public const int Defect = 70;

    /// <summary>Stopped by Ctrl+C or SIGTERM: 128 + 2, as shells count.</summary>
    public const int Interrupted = 130;

    /// <summary>The reader of our output went away: 128 + 13 (SIGPIPE).</summary>
    public const int BrokenPipe = 141;
}
