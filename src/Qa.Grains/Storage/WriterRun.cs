namespace Qa.Grains.Storage;

/// <summary>
/// One run of a process as a writer of the audit log. Each has a chain of its own there, so that no process waits for another to
/// write, and an auditor sees which run of which machine wrote an entry.
/// </summary>
public sealed class WriterRun
{
    /// <summary>Stands as the writer of entries from before there were chains.</summary>
    public const string Earlier = "earlier";

    private long _last;

    /// <summary>Machine, process, and what tells it from a later process of the same number.</summary>
    public string Id { get; } = Invariant($"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():n}");

    /// <summary>How many entries were begun, this one included. One that is rolled back leaves a gap, which means nothing.</summary>
    internal long Next() => Interlocked.Increment(ref _last);
}
