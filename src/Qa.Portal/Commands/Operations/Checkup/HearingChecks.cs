using System.ComponentModel;
using System.Diagnostics;
using Qa.Transcription.Audio.External;
using Qa.Transcription.Models;

namespace Qa.Portal.Commands.Operations.Checkup;

/// <summary>What recordings are heard with: the models, and ffmpeg.</summary>
internal static class HearingChecks
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(10);

    public static IEnumerable<CheckFinding> Models(CheckSubject subject)
    {
        foreach (var model in KnownModel.All)
        {
            var lacking = model.Files.Select(file => subject.Models.PathOf(model, file)).FirstOrDefault(static path => !File.Exists(path));

            // Without the voice model nothing is heard; without Whisper, recordings that come with a transcript still are.
            yield return lacking is null ? subject.Good($"model-{model.Name}", "doctor.model", model.Name)
                : model == KnownModel.Voice ? subject.Bad($"model-{model.Name}", "doctor.voiceMissing", lacking)
                : subject.Warning($"model-{model.Name}", "doctor.whisperMissing", lacking);
        }
    }

    public static async Task<CheckFinding> FfmpegAsync(CheckSubject subject, CancellationToken cancellation)
    {
        var name = FfmpegProgram.Installed.Name;
        try
        {
            using var process = Process.Start(new ProcessStartInfo(name, ["-version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(LongestAnswer);
            var first = await process.StandardOutput.ReadLineAsync(limit.Token);
            await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? subject.Good("ffmpeg", "doctor.ffmpeg", first?.Split(" Copyright")[0]) : subject.Warning("ffmpeg", "doctor.ffmpegMissing");
        }
        catch (Exception exception) when (exception is Win32Exception || exception is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return subject.Warning("ffmpeg", "doctor.ffmpegMissing");
        }
    }
}
