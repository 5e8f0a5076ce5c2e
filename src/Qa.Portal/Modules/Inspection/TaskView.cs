using Qa.Grains.Inspection.Results;
using Qa.Grains.Inspection.Tasks;

namespace Qa.Portal.Modules.Inspection;

/// <summary>A task as the interface for machines shows it.</summary>
internal sealed record TaskView(
    long Id, string RuleSet, string Kind, string Title, string Author, DateTimeOffset CreatedAt, string State, bool WaitsForOnline, bool IsFilled, long Total,
    long Scored, long SetAside, long Open, DateTimeOffset? FinishedAt, LeaseView? Lease, TaskResults? Results)
{
    public static TaskView Of(TaskProgress task, TaskResults? results = null) => new(
        task.Id, task.RuleSet, TaskNames.Of(task.Kind), task.Title, task.Author, task.CreatedAt, TaskNames.Of(task.State), task.WaitsForOnline, task.IsFilled, task.Total,
        task.Scored, task.SetAside, task.Open, task.FinishedAt, task.Lease is { } lease ? LeaseView.Of(lease) : null, results);
}
