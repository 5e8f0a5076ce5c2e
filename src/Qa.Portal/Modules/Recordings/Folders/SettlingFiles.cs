namespace Qa.Portal.Modules.Recordings.Folders;

/// <summary>
/// Tells files that are whole from those still being written: a file is settled when it has stayed as it is for a while. How long is
/// measured by our clock, since the file's own may be another machine's.
/// </summary>
internal sealed class SettlingFiles(TimeSpan settling, TimeProvider time)
{
    // A recorder that begins with an empty file may take long to write to it.
    private const int EmptyFactor = 10;

    private readonly Dictionary<string, (FileStamp Stamp, long Since)> _seen = new(StringComparer.Ordinal);
    private HashSet<string> _looked = new(StringComparer.Ordinal);

    /// <summary>For how long a file has stayed as it is now.</summary>
    public TimeSpan Rest(string path, FileStamp stamp)
    {
        _looked.Add(path);
        if (_seen.TryGetValue(path, out var before) && before.Stamp == stamp)
            return time.GetElapsedTime(before.Since);
        _seen[path] = (stamp, time.GetTimestamp());
        return TimeSpan.Zero;
    }

    public bool IsSettled(string path, FileStamp stamp) => Rest(path, stamp) >= (stamp.Bytes == 0 ? settling * EmptyFactor : settling);

    /// <summary>Ends a look at all files: those that were not looked at are gone.</summary>
    public void EndLook()
    {
        foreach (var gone in _seen.Keys.Where(path => !_looked.Contains(path)).ToList())
            _seen.Remove(gone);
        _looked = new(StringComparer.Ordinal);
    }
}
