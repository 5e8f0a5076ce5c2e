using Qa.Portal.Commands.Installation;
using Qa.Portal.Platform.Files;
using Qa.Portal.Platform.Serving;
using Qa.Transcription.Models;

namespace Qa.Portal.Commands.Operations.Checkup;

/// <summary>What is looked at.</summary>
/// <param name="Keys">Of sealed files; null where none were named.</param>
/// <param name="Urls">Where the server listens, or is to.</param>
/// <param name="Running">The server that runs on the data folder; null when none does.</param>
internal sealed record CheckSubject(CommandTexts Texts, InstallationChoice Choice, InstallationFolders Folders, FileKeys? Keys, IReadOnlyList<Uri> Urls, Uri? Running, ModelFolder Models, TimeProvider Time)
{
    public CheckFinding Good(string check, string key, params ReadOnlySpan<object?> values) => new(check, CheckState.Good, Texts.Format(key, values));

    public CheckFinding Warning(string check, string key, params ReadOnlySpan<object?> values) => new(check, CheckState.Warning, Texts.Format(key, values));

    public CheckFinding Bad(string check, string key, params ReadOnlySpan<object?> values) => new(check, CheckState.Bad, Texts.Format(key, values));

    public CheckFinding Skipped(string check, string key, params ReadOnlySpan<object?> values) => new(check, CheckState.Skipped, Texts.Format(key, values));
}
