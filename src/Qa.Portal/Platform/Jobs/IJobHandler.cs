namespace Qa.Portal.Platform.Jobs;

/// <summary>
/// Carries out the jobs of one kind. A module registers it: <c>services.AddSingleton&lt;IJobHandler, MyHandler&gt;()</c>. It may be
/// called again for the same job after a crash: it goes on from the checkpoint, and what it did after that it must be able to do twice.
/// </summary>
internal interface IJobHandler
{
    /// <summary>Short name in lower case as <c>module.action</c>; it stays, as stored jobs have it.</summary>
    string Kind { get; }

    /// <param name="cancellation">Asked for when the job is cancelled, the process stops, or the lease is lost; the handler throws <see cref="OperationCanceledException"/> and changes nothing more.</param>
    /// <exception cref="JobFailedException">It cannot be done; the words are shown to who started it.</exception>
    Task RunAsync(JobRun run, CancellationToken cancellation);
}
