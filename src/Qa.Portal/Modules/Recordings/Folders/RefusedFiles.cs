using Microsoft.Extensions.Logging;

namespace Qa.Portal.Modules.Recordings.Folders;

/// <summary>
/// Files that are not taken as they are, each told once. One that changes is looked at again, and so, after a while, is one that could
/// not be read: a drive may have been away.
/// </summary>
internal sealed partial class RefusedFiles(string folder, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan AWhile = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, (FileStamp Stamp, string Problem, long? Since)> _files = new(StringComparer.Ordinal);

    public IEnumerable<(string Path, string Problem)> All => _files.Select(static pair => (pair.Key, pair.Value.Problem));

    public bool Contains(string path, FileStamp stamp) =>
        _files.TryGetValue(path, out var refused) && refused.Stamp == stamp && (refused.Since is not { } since || time.GetElapsedTime(since) < AWhile);

    public void Add(string path, FileStamp stamp, string problem) => Add(path, stamp, problem, since: null);

    /// <summary>The same for what may pass by itself.</summary>
    public void AddForAWhile(string path, FileStamp stamp, string problem) => Add(path, stamp, problem, time.GetTimestamp());

    public void Remove(string path) => _files.Remove(path);

    /// <summary>Forgets files that are gone.</summary>
    public void KeepOnly(IEnumerable<string> there)
    {
        if (_files.Count == 0)
            return;
        var paths = there.ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _files.Keys.Where(path => !paths.Contains(path)).ToList())
            _files.Remove(gone);
    }

    private void Add(string path, FileStamp stamp, string problem, long? since)
    {
        if (!_files.TryGetValue(path, out var before) || before.Problem != problem)
            LogRefused(folder);
        _files[path] = (stamp, problem, since);
    }

    // Systems put numbers of customers into names of files, and a log holds none.
    [LoggerMessage(Level = LogLevel.Warning, Message = "A file of the watched folder {Folder} is not taken; 'qa recording hearing' says which and why")]
    private partial void LogRefused(string folder);
}
