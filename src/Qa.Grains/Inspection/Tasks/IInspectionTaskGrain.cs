using Qa.Grains.Hosting;
using Qa.Grains.Publication;

namespace Qa.Grains.Inspection.Tasks;

/// <summary>One inspection task, by its id: what people do with it, and the filling of a batch by its selection.</summary>
[Alias("qa.IInspectionTaskGrain")]
public interface IInspectionTaskGrain : IGrainWithIntegerKey
{
    [Alias("GetAsync"), Repeatable]
    Task<Answer<TaskProgress>> GetAsync();

    [Alias("PauseAsync")]
    Task<Answer<TaskProgress>> PauseAsync(string actor);

    [Alias("ResumeAsync")]
    Task<Answer<TaskProgress>> ResumeAsync(string actor);

    /// <summary>Ends the task; what was scored stays.</summary>
    [Alias("CancelAsync")]
    Task<Answer<TaskProgress>> CancelAsync(string actor);

    /// <summary>Has the items that were set aside tried once more.</summary>
    [Alias("RetryAsync")]
    Task<Answer<TaskProgress>> RetryAsync(string actor);

    /// <summary>Goes on filling the task where it stopped; nothing happens when it is filled.</summary>
    [Alias("FillAsync"), Repeatable]
    Task FillAsync();
}
