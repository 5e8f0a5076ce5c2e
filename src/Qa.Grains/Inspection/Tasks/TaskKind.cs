namespace Qa.Grains.Inspection.Tasks;

/// <summary>How a task came about. The numbers travel between silos and stay.</summary>
public enum TaskKind : byte
{
    /// <summary>Somebody asked for it.</summary>
    Batch = 1,

    /// <summary>It collects what arrives.</summary>
    Intake = 2,

    /// <summary>It is one conversation that is inspected while it goes on (事中质检).</summary>
    Live = 3,
}
