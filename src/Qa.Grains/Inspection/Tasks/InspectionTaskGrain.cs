using Qa.Grains.Publication;

namespace Qa.Grains.Inspection.Tasks;

/// <inheritdoc cref="IInspectionTaskGrain"/>
internal sealed class InspectionTaskGrain(
    [PersistentState("inspection-task-filling")] IPersistentState<FillingPlace> place,
    InspectionTasks tasks) : Grain, IInspectionTaskGrain
{
    private IGrainTimer? _filling;

    private long Id => this.GetPrimaryKeyLong();

    public async Task<Answer<TaskProgress>> GetAsync() =>
        await tasks.FindAsync(Id) is { } progress ? progress : InspectionTasks.NoSuchTask(Id);

    public Task<Answer<TaskProgress>> PauseAsync(string actor) => tasks.PauseAsync(Id, actor);

    public Task<Answer<TaskProgress>> ResumeAsync(string actor) => tasks.ResumeAsync(Id, actor);

    public Task<Answer<TaskProgress>> CancelAsync(string actor) => tasks.CancelAsync(Id, actor);

    public Task<Answer<TaskProgress>> RetryAsync(string actor) => tasks.RetryAsync(Id, actor);

    public Task FillAsync()
    {
        // A page a turn, so that the grain answers between them. Whoever asks again finds it at work.
        _filling ??= this.RegisterGrainTimer(FillPageAsync, new() { DueTime = TimeSpan.Zero, Period = TimeSpan.FromMilliseconds(1), KeepAlive = true });
        return Task.CompletedTask;
    }

    private async Task FillPageAsync()
    {
        try
        {
            if (await tasks.FillPageAsync(Id, place.State) is { } next)
            {
                // Written after the page: a page that is filled twice adds nothing.
                place.State = next;
                await place.WriteStateAsync();
                return;
            }

            await place.ClearStateAsync();
        }
        catch
        {
            // The sweep of any process asks again.
            StopFilling();
            DeactivateOnIdle();
            throw;
        }

        StopFilling();
    }

    private void StopFilling()
    {
        _filling?.Dispose();
        _filling = null;
    }
}
