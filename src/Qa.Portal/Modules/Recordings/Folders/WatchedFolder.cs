using Microsoft.Extensions.Logging;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Storage;
using Qa.Portal.Modules.Recordings.Queue;
using Qa.Portal.Platform.Files;

namespace Qa.Portal.Modules.Recordings.Folders;

/// <summary>
/// A folder whose recordings are taken in, each once. Nothing in it is changed or moved: what was taken is known by path, length and
/// time. It is looked through again and again, which also works where changes are not told, as on network drives.
/// </summary>
internal sealed partial class WatchedFolder(
    string folder, RecordingRegister register, RecordingStore store, Database database, RecordingSettings settings, TimeProvider time, ILogger logger)
{
    private const string Actor = "watched folder";
    private const int MaximumDepth = 16;

    private static readonly string[] UnfinishedEndings = [".part", ".partial", ".tmp", ".temp", ".filepart", ".crdownload", ".lock", "~"];

    private static readonly EnumerationOptions AllFiles = new()
    {
        RecurseSubdirectories = true, MaxRecursionDepth = MaximumDepth, IgnoreInaccessible = true,

        // A link may lead anywhere; a name with a dot is for the system.
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    // Whoever writes or removes it is not hindered.
    private static readonly FileStreamOptions SharedReading = new()
    {
        Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0, Options = FileOptions.SequentialScan | FileOptions.Asynchronous,
    };

    private readonly string _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
    private readonly SettlingFiles _settling = new(settings.Settling, time);
    private readonly Dictionary<string, CompanionFile> _companions = new(StringComparer.Ordinal);
    private readonly RefusedFiles _refused = new(folder, time, logger);
    private Dictionary<string, WatchedFile>? _taken;
    private CompanionIndex _index = new([], []);
    private List<string> _coming = [];
    private bool _wasMissing;

    public FolderStatus Status { get; private set; } = new(folder, "watched", 0, 0, []);

    /// <summary>Looks through the folder once.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        if (!Directory.Exists(_root))
        {
            Missing();
            return;
        }

        _taken ??= (await database.ReadAsync(session => WatchedFileRows.BelowAsync(session, _root), cancellation))
            .ToDictionary(static file => file.Path, StringComparer.Ordinal);
        List<(string Path, FileStamp Stamp)> files;
        try
        {
            files = [.. Files()];
        }
        catch (DirectoryNotFoundException)
        {
            Missing();
            return;
        }

        if (_wasMissing)
            LogBack(folder);
        _wasMissing = false;
        var haveChanged = ReadCompanions(files);
        var waiting = 0;
        foreach (var (path, stamp) in files.Where(static file => !CompanionFile.IsCompanion(file.Path)))
        {
            cancellation.ThrowIfCancellationRequested();

            // What was taken is of interest only when something new lies beside it: folders grow old and large.
            if (!haveChanged && _taken.TryGetValue(path, out var taken) && taken.Stamp == stamp)
                continue;
            if (!await LookAtAsync(path, stamp, _index.Of(path), cancellation))
                waiting++;
        }

        _settling.EndLook();
        _refused.KeepOnly(files.Select(static file => file.Path));
        Status = new(folder, "watched", _taken.Count, waiting, Problems());
    }

    private List<FolderProblem> Problems() =>
    [
        .. _refused.All.Concat(_companions.Values.SelectMany(static file => file.Problems.Select(problem => (file.Path, problem))))
            .Take(FolderStatus.MaximumProblems)
            .Select(found => new FolderProblem(found.Item1[_root.Length..], found.Item2)),
    ];

    private IEnumerable<(string Path, FileStamp Stamp)> Files()
    {
        foreach (var file in new DirectoryInfo(_root).EnumerateFiles("*", AllFiles))
        {
            if (!Array.Exists(UnfinishedEndings, ending => file.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) && FileStamp.Of(file) is { } stamp)
                yield return (file.FullName, stamp);
        }
    }

    /// <returns>Whether anything has changed since the last look.</returns>
    private bool ReadCompanions(List<(string Path, FileStamp Stamp)> files)
    {
        var haveChanged = false;
        var coming = new List<string>();
        var there = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, stamp) in files.Where(static file => CompanionFile.IsCompanion(file.Path)))
        {
            there.Add(path);
            if (_companions.TryGetValue(path, out var known) && known.Stamp == stamp)
                continue;
            if (!_settling.IsSettled(path, stamp))
                coming.Add(path);
            else if (Read(path, stamp) is { } read)
                (_companions[path], haveChanged) = (read, true);
        }

        foreach (var gone in _companions.Keys.Where(path => !there.Contains(path)).ToList())
            haveChanged |= _companions.Remove(gone);
        haveChanged |= !coming.SequenceEqual(_coming, StringComparer.Ordinal);
        if (haveChanged)
            (_index, _coming) = (new(_companions.Values, coming), coming);
        return haveChanged;
    }

    private CompanionFile? Read(string path, FileStamp stamp)
    {
        try
        {
            return CompanionFile.Read(path, stamp, settings.Zone);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _refused.AddForAWhile(path, stamp, exception.Message);
            return null;
        }
    }

    /// <returns>False when the file waits.</returns>
    private async Task<bool> LookAtAsync(string path, FileStamp stamp, Companions beside, CancellationToken cancellation)
    {
        var isTaken = _taken!.TryGetValue(path, out var taken) && taken.Stamp == stamp;
        if (!isTaken && _refused.Contains(path, stamp))
            return true;
        if (!isTaken && MustWait(path, stamp, beside))
            return false;
        try
        {
            await (isTaken ? ApplyAsync(taken!, beside, cancellation) : TakeAsync(path, stamp, beside, cancellation));
        }
        catch (FileTooLargeException exception)
        {
            _refused.Add(path, stamp, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _refused.AddForAWhile(path, stamp, exception.Message);
        }

        return true;
    }

    private bool MustWait(string path, FileStamp stamp, Companions beside) =>
        !_settling.IsSettled(path, stamp) || beside.IsComing || (beside.Call is null && _settling.Rest(path, stamp) < settings.Waiting);

    private async Task TakeAsync(string path, FileStamp stamp, Companions beside, CancellationToken cancellation)
    {
        var transcript = TranscriptOf(beside);
        StagedFile staged;

        // What is empty may be a pipe, at which whoever opens it would wait for ever.
        await using (var file = stamp.Bytes == 0 ? Stream.Null : new FileStream(path, SharedReading))
            staged = await store.StageAsync(file, cancellation);

        // It was written to meanwhile: then it is not whole, and is looked at again.
        if (FileStamp.Of(new(path)) != stamp)
        {
            staged.Discard();
            return;
        }

        var incoming = new IncomingRecording(staged, RecordingFileName.Of(path), path, Actor, beside.Call, transcript)
        {
            WrittenAt = new(stamp.ModifiedAt, TimeSpan.Zero), Layout = settings.Layout,
        };
        var answer = await register.AddAsync(incoming, cancellation);
        if (answer.Outcome == IntakeOutcome.Conflict)
        {
            _refused.Add(path, stamp, $"its id '{answer.Stored.InteractionId}' belongs to another recording ({answer.Stored.FileName})");
            return;
        }

        await SaveAsync(new(path, stamp, answer.Stored.Number, beside.CallMark, beside.TranscriptMark), cancellation);
    }

    // What comes late or is corrected is used then; what is taken away changes nothing.
    private async Task ApplyAsync(WatchedFile taken, Companions beside, CancellationToken cancellation)
    {
        var call = beside.CallMark is { } callMark && callMark != taken.CallMark ? beside.Call : null;
        var hasTranscript = beside.TranscriptMark is { } transcriptMark && transcriptMark != taken.TranscriptMark;
        if (beside.IsComing || (call is null && !hasTranscript))
            return;
        if (await database.ReadAsync(session => RecordingRows.FindAsync(session, taken.Recording), cancellation) is not { } row)
            return;
        var transcript = hasTranscript ? TranscriptOf(beside) : null;
        await register.ChangeAsync(
            row.InteractionId, Actor, "apply what came beside a recording", stored => call is null ? stored : stored.With(call), transcript, cancellation);
        var (callNow, transcriptNow) = (beside.CallMark ?? taken.CallMark, beside.TranscriptMark ?? taken.TranscriptMark);
        await SaveAsync(taken with { CallMark = callNow, TranscriptMark = transcriptNow }, cancellation);
    }

    private static byte[]? TranscriptOf(Companions beside) => beside.TranscriptPath is { } path ? File.ReadAllBytes(path) : null;

    private async Task SaveAsync(WatchedFile file, CancellationToken cancellation)
    {
        await database.WriteAsync(session => WatchedFileRows.SaveAsync(session, file), cancellation);
        _taken![file.Path] = file;
        _refused.Remove(file.Path);
    }

    private void Missing()
    {
        if (!_wasMissing)
            LogMissing(folder);
        _wasMissing = true;
        Status = Status with { State = "missing", Waiting = 0 };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watched folder {Folder} is not there; it is looked for again")]
    private partial void LogMissing(string folder);

    [LoggerMessage(Level = LogLevel.Information, Message = "The watched folder {Folder} is back")]
    private partial void LogBack(string folder);
}
