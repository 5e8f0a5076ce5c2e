namespace Qa.Portal.Commands.Operations.Checkup;

/// <summary>How something was found. The names are written in JSON.</summary>
internal enum CheckState : byte
{
    Good,

    /// <summary>It works, and somebody should look.</summary>
    Warning,

    /// <summary>It does not work, or will soon not.</summary>
    Bad,

    /// <summary>It could not be looked at, or there is nothing to look at.</summary>
    Skipped,
}
