using Qa.Portal.Platform.Data;

namespace Qa.Portal.Platform.Jobs;

/// <summary>
/// One attempt at a job, as its handler sees it: what to do, from where to go on, and where to say how far it is. Used by one thread at
/// a time. When the lease is lost, whatever is called throws <see cref="OperationCanceledException"/>.
/// </summary>
internal sealed class JobRun(ClaimedJob claim, JobQueue queue, JobFiles files, JobSignal signal, JobLimits limits, TimeProvider time, CancellationToken held) : IAsyncDisposable
{
    private long _done = claim.ProgressDone;
    private long _total = claim.ProgressTotal;
    private string _note = claim.ProgressNote;
    private string? _checkpoint = claim.Checkpoint;
    private string? _result;
    private DateTimeOffset _written = DateTimeOffset.MinValue;
    private (string Key, FileStream Stream, string Name, string Type)? _file;

    public long Id => claim.Id;

    /// <summary>Name of the account that started it: what it may not see must not come out.</summary>
    public string Owner => claim.Owner;

    /// <summary>From 1; more than that after crashes.</summary>
    public long Attempt => claim.Attempt;

    /// <exception cref="System.Text.Json.JsonException">The arguments are of another kind.</exception>
    public T Arguments<T>() => StoredJson.Read<T>(claim.Arguments);

    /// <summary>What was saved last, in this attempt or one before; the default when nothing was.</summary>
    public T? Checkpoint<T>() => _checkpoint is { } json ? StoredJson.Read<T>(json) : default;

    /// <summary>Says how far it is. Cheap: it is written about once a second, so it may be called for every row.</summary>
    /// <param name="total">0 where it is not known.</param>
    /// <param name="note">Key of a short text that says what is being done; empty for none.</param>
    public async Task ReportAsync(long done, long total, string note = "")
    {
        Progress(done, total, note);
        held.ThrowIfCancellationRequested();
        if (time.GetUtcNow() - _written >= limits.Progress)
            Written(await queue.ReportAsync(claim, _done, _total, _note, held));
    }

    /// <summary>Saves at once from where to go on after a crash, together with how far it is.</summary>
    public async Task SaveCheckpointAsync<T>(T checkpoint, long done, long total, string note = "")
    {
        var json = StoredJson.Write(checkpoint);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(json.Length, Job.MaximumCheckpointLength, nameof(checkpoint));
        Progress(done, total, note);
        held.ThrowIfCancellationRequested();
        Written(await queue.SaveCheckpointAsync(claim, json, _done, _total, _note, held));
        _checkpoint = json;
    }

    /// <summary>What the job results in; shown when it is done.</summary>
    public void SetResult<T>(T result)
    {
        var json = StoredJson.Write(result);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(json.Length, Job.MaximumTextLength, nameof(result));
        _result = json;
    }

    /// <summary>
    /// The file that who started it can download when it is done, empty to begin with: each attempt writes it anew. It is closed by the
    /// job, not by the handler.
    /// </summary>
    /// <param name="name">Under which it is downloaded: <c>calls.xlsx</c>.</param>
    /// <param name="type">Its media type.</param>
    public Stream CreateFile(string name, string type)
    {
        if (_file is not null)
            throw new InvalidOperationException("A job leaves one file.");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, Job.MaximumNameLength, nameof(name));
        var (key, stream) = files.Create(Id);
        _file = (key, stream, name, type);
        return stream;
    }

    /// <summary>Closes the file, so that it is whole on the disk before the job is done.</summary>
    public async Task<JobOutcome> CompleteAsync()
    {
        if (_file is { } file && file.Stream.CanWrite)
        {
            await file.Stream.FlushAsync(CancellationToken.None);
            file.Stream.Flush(flushToDisk: true);
            await file.Stream.DisposeAsync();
        }

        return new(_result, _done, _total, _note, _file?.Key, _file?.Name, _file?.Type);
    }

    /// <summary>Removes what an attempt left that came to nothing.</summary>
    public async Task DiscardAsync()
    {
        await DisposeAsync();
        if (_file is { } file)
            files.Delete(file.Key);
    }

    public ValueTask DisposeAsync() => _file?.Stream.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Progress(long done, long total, string note)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(done);
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(note.Length, Job.MaximumNameLength, nameof(note));
        (_done, _total, _note) = (done, total, note);
    }

    private void Written(bool isHeld)
    {
        if (!isHeld)
            throw new OperationCanceledException("The lease of the job is lost.");
        _written = time.GetUtcNow();
        signal.Tell(claim.Change);
    }
}
