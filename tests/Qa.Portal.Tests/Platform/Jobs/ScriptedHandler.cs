using Qa.Portal.Platform.Jobs;

namespace Qa.Portal.Tests.Platform.Jobs;

/// <summary>A handler that does what a test says.</summary>
internal sealed class ScriptedHandler(Func<JobRun, CancellationToken, Task> run, string kind = ScriptedHandler.TestKind) : IJobHandler
{
    public const string TestKind = "test.work";

    public string Kind => kind;

    public Task RunAsync(JobRun jobRun, CancellationToken cancellation) => run(jobRun, cancellation);
}
