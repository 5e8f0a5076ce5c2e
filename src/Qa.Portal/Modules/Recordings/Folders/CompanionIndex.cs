using Qa.Transcription.Calls;

namespace Qa.Portal.Modules.Recordings.Folders;

/// <summary>
/// Finds what belongs to a recording among the files of its folder: a transcript or call data of the same name beside it
/// (<c>a.wav</c>, <c>a.srt</c>, <c>a.wav.json</c>), or a call of any list in the folder that names the recording's file, or its id.
/// </summary>
internal sealed class CompanionIndex
{
    // Tells a transcript from call data of the same name; no path holds it.
    private const string TranscriptKey = "\0transcript";

    private readonly Dictionary<string, CompanionFile> _byPlace = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<(CompanionFile File, CallRecord Call)>> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _coming;

    /// <param name="coming">Paths of files that are still being written.</param>
    public CompanionIndex(IEnumerable<CompanionFile> files, IEnumerable<string> coming)
    {
        _coming = new(coming.Select(WithoutEnding), StringComparer.OrdinalIgnoreCase);
        foreach (var file in files.OrderBy(static file => file.Stamp.ModifiedAt))
        {
            if (file.IsTranscript || file.Calls is [{ File: null }])
                _byPlace[Key(file)] = file;
            foreach (var call in file.Calls)
            {
                foreach (var name in call.FileNames.Append(call.Id).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase))
                {
                    if (!_byName.TryGetValue(name, out var calls))
                        _byName[name] = calls = [];
                    calls.Add((file, call));
                }
            }
        }
    }

    public Companions Of(string recording)
    {
        string[] places = [recording, WithoutEnding(recording)];
        var transcript = places.Select(place => _byPlace.GetValueOrDefault(place + TranscriptKey)).FirstOrDefault(static file => file is not null);
        var (file, call) = BesideIt(places) ?? InLists(recording);
        return new(call, file is null ? null : $"{file.Mark}/{call!.Place}", transcript?.Path, transcript?.Mark, places.Any(_coming.Contains));
    }

    private static string Key(CompanionFile file) => WithoutEnding(file.Path) + (file.IsTranscript ? TranscriptKey : "");

    private (CompanionFile?, CallRecord?)? BesideIt(string[] places) => places
        .Select(place => _byPlace.GetValueOrDefault(place))
        .Where(static file => file is not null)
        .Select(static file => ((CompanionFile?, CallRecord?)?)(file, file!.Calls[0]))
        .FirstOrDefault();

    // Systems use names again in each folder, so most of the path decides; then what was written last.
    private (CompanionFile?, CallRecord?) InLists(string recording)
    {
        string[] names = [Path.GetFileName(recording), Path.GetFileNameWithoutExtension(recording)];
        return names.SelectMany(name => _byName.GetValueOrDefault(name) ?? [])
            .OrderByDescending(found => found.Call.SharedParts(recording))
            .ThenByDescending(static found => found.File.Stamp.ModifiedAt)
            .Select(static found => ((CompanionFile?)found.File, (CallRecord?)found.Call))
            .FirstOrDefault();
    }

    private static string WithoutEnding(string path) => path[..^Path.GetExtension(path).Length];
}
