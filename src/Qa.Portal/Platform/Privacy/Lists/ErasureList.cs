using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Qa.Grains.Erasure;
using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Storage;

namespace Qa.Portal.Platform.Privacy.Lists;

/// <summary>Erasures that people asked for, as lines: all of them from the database, and each at its end into a file that no restore takes back.</summary>
internal sealed partial class ErasureList(ErasureListFile file, Database database, InstallationKey key, ILogger<ErasureList> logger) : IDisposable
{
    private const int PageSize = 500;

    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <summary>Whether lines can be signed, and so applied again.</summary>
    public bool IsKept => key.IsNamed;

    public async IAsyncEnumerable<string> LinesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var after = 0L;
        while (await database.ReadAsync(session => ErasureRows.ListAsync(session, after, PageSize), cancellation) is { Count: > 0 } page)
        {
            after = page[^1].Number;
            foreach (var erasure in page.Where(static one => one.Basis == ErasureOrder.Request))
                yield return (await LineAsync(erasure, cancellation)).Signed(key);
        }
    }

    /// <summary>Adds an erasure to the file; once more does no harm, as lines are applied by their keys.</summary>
    public async Task AppendAsync(string erasureKey, CancellationToken cancellation)
    {
        if (file.Path is not { } path || !key.IsNamed)
        {
            LogNotKept(erasureKey);
            return;
        }

        // Nothing was erased where everything was held meanwhile.
        if (await database.ReadAsync(session => ErasureRows.FindAsync(session, erasureKey), cancellation) is not { } erasure)
            return;
        var line = (await LineAsync(erasure, cancellation)).Signed(key);
        await _writing.WaitAsync(cancellation);
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using var stream = new FileStream(path, options);
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(line + "\n"), cancellation);
            stream.Flush(flushToDisk: true);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();

    private async Task<ErasureLine> LineAsync(ErasureRecord erasure, CancellationToken cancellation)
    {
        var interactions = await database.ReadAsync(
            session => session.QueryAsync<string>("SELECT DISTINCT interaction_id FROM tombstone WHERE erasure = @Number ORDER BY interaction_id", new { erasure.Number }, cancellation), cancellation);
        return new(erasure.Key, erasure.Reason, erasure.AskedBy, erasure.ApprovedBy ?? "", UtcTicks.ToTime(erasure.At), interactions);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The erasure {Key} is on no list outside the database: this process has no folder for it, or no key to sign with")]
    private partial void LogNotKept(string key);
}
