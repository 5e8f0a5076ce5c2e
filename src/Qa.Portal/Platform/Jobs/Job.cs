using Microsoft.EntityFrameworkCore;

namespace Qa.Portal.Platform.Jobs;

/// <summary>
/// Work that takes longer than somebody waits for an answer, kept in the database so that neither a restart nor a crash loses it.
/// Whoever works on it holds a lease; every change is made on condition that the lease is still held.
/// </summary>
internal sealed class Job
{
    public const int MaximumKindLength = 60;

    /// <summary>Longest arguments and longest result, in characters of JSON.</summary>
    public const int MaximumTextLength = 64 * 1024;

    public const int MaximumCheckpointLength = 1024 * 1024;

    /// <summary>Longest key, note and name of a file.</summary>
    public const int MaximumNameLength = 200;

    public const int MaximumErrorLength = 1_000;

    /// <summary>Grows in the order in which jobs were started.</summary>
    public long Id { get; set; }

    public string Kind { get; set; } = "";

    public string Arguments { get; set; } = "";

    public JobState State { get; set; }

    public long ProgressDone { get; set; }

    /// <summary>0 where it is not known.</summary>
    public long ProgressTotal { get; set; }

    /// <summary>Key of a short text that says what is being done; empty for none.</summary>
    public string ProgressNote { get; set; } = "";

    /// <summary>Name of the account that started it. Nobody else sees it.</summary>
    public string Owner { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Of the first attempt.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public string? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>How often it was begun; a stop of the process that gave it back does not count.</summary>
    public long Attempts { get; set; }

    public DateTimeOffset? CancelRequestedAt { get; set; }

    /// <summary>Key of a text for people, of <see cref="JobErrors"/> or the handler's own.</summary>
    public string? ErrorKey { get; set; }

    public string? Error { get; set; }

    public string? Result { get; set; }

    /// <summary>From where the handler goes on after a crash or a stop.</summary>
    public string? Checkpoint { get; set; }

    /// <summary>The result's file in <see cref="JobFiles"/>.</summary>
    public string? FileKey { get; set; }

    /// <summary>Under which name the file is downloaded.</summary>
    public string? FileName { get; set; }

    public string? FileType { get; set; }

    public static void Describe(ModelBuilder model)
    {
        var job = model.Entity<Job>().ToTable("job");
        job.HasKey(static each => each.Id);
        job.Property(static each => each.Id).ValueGeneratedOnAdd();
        job.Property(static each => each.Kind).HasMaxLength(MaximumKindLength);
        job.HasIndex(static each => new { each.State, each.Id });
        job.HasIndex(static each => new { each.Owner, each.Id });
    }
}
