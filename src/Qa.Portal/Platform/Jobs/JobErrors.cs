namespace Qa.Portal.Platform.Jobs;

/// <summary>Keys of what ends a job without its handler having said why.</summary>
internal static class JobErrors
{
    /// <summary>The handler threw what it did not foresee. The details stand in the log alone.</summary>
    public const string Defect = "jobs.error.defect";

    /// <summary>Processes ended at it, each time anew.</summary>
    public const string Ended = "jobs.error.ended";
}
