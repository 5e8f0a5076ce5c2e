namespace Qa.Grains.Inspection.Tasks;

/// <summary>How states and kinds of tasks are written.</summary>
public static class TaskNames
{
    public static string Of(TaskState state) => state switch
    {
        TaskState.Running => "running",
        TaskState.Paused => "paused",
        TaskState.Cancelled => "cancelled",
        TaskState.Finished => "finished",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Of(TaskKind kind) => kind switch
    {
        TaskKind.Batch => "batch",
        TaskKind.Intake => "intake",
        TaskKind.Live => "live",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    internal static TaskState StateOf(string name) => Enum.GetValues<TaskState>().Single(state => Of(state) == name);

    internal static TaskKind KindOf(string name) => Enum.GetValues<TaskKind>().Single(kind => Of(kind) == name);
}
