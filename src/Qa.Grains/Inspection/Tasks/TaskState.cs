namespace Qa.Grains.Inspection.Tasks;

/// <summary>Where a task stands. The numbers travel between silos and stay.</summary>
public enum TaskState : byte
{
    Running = 1,
    Paused = 2,
    Cancelled = 3,
    Finished = 4,
}
