using System.CommandLine;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Installation;
using Qa.Portal.Commands.Operations;
using Qa.Portal.Commands.Recordings;
using Qa.Portal.Modules.Recordings;
using Qa.Transcription.Models;

namespace Qa.Portal.Commands.Serving;

/// <summary>How a server takes recordings in: where they are kept and sealed, which folders are watched, how they are heard.</summary>
internal sealed class RecordingOptions(CommandTexts texts)
{
    private const int MaximumWorkers = 64;

    private readonly Option<string?> _folder = new("--recordings") { Description = texts["serve.recordings"], HelpName = "DIR" };
    private readonly Option<string?> _key = new("--recordings-key") { Description = texts["serve.recordingsKey"], HelpName = "FILE" };
    private readonly Option<string[]> _watch = new("--watch") { Description = texts["serve.watch"], HelpName = "DIR", DefaultValueFactory = static _ => [] };
    private readonly Option<string> _zone = new("--time-zone") { Description = texts["serve.timeZone"], HelpName = "NAME", DefaultValueFactory = static _ => CentreZone.DefaultName };
    private readonly Option<int?> _workers = new("--transcribers") { Description = texts["serve.transcribers"], HelpName = "N" };
    private readonly SpeechOptions _speech = new(texts);

    public void AddTo(Command command)
    {
        command.Options.Add(_folder);
        command.Options.Add(_key);
        command.Options.Add(_watch);
        command.Options.Add(_zone);
        command.Options.Add(_workers);
        _speech.AddTo(command);
    }

    /// <exception cref="InstallationException">Something named there does not exist or is not what is expected.</exception>
    public RecordingSettings Of(ParseResult parsed, CommandSession session, InstallationChoice choice)
    {
        var zone = parsed.GetValue(_zone)!;
        var settings = new RecordingSettings(
            new(Path.GetFullPath(parsed.GetValue(_folder) ?? choice.Data.Recordings), parsed.GetValue(_key) is { } key ? FolderOptions.ReadKeys(key) : null), ModelFolder.Find(session.Surroundings.Variable))
        {
            Layout = _speech.LayoutOf(parsed), Engine = _speech.EngineOf(parsed), Whisper = _speech.WhisperOf(parsed),
            Zone = CentreZone.Find(zone) ?? throw new InstallationException(texts.Format("serve.noTimeZone", zone), ExitCode.Usage),
            WatchedFolders = [.. parsed.GetValue(_watch)!.Select(Path.GetFullPath)],
        };
        if (settings.WatchedFolders.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing)
            throw new InstallationException(texts.Format("serve.noFolder", missing), ExitCode.Environment);
        return parsed.GetValue(_workers) switch
        {
            null => settings,
            >= 1 and <= MaximumWorkers and { } workers => settings with { Workers = workers },
            var other => throw new InstallationException(texts.Format("serve.badTranscribers", other, MaximumWorkers), ExitCode.Usage),
        };
    }
}
