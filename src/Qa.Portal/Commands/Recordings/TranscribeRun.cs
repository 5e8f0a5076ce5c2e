using System.Buffers;
using System.Globalization;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Modules.Recordings.Queue;
using Qa.Rules.Interactions;
using Qa.Transcription.Audio;
using Qa.Transcription.Audio.External;
using Qa.Transcription.Models;
using Qa.Transcription.Recognition;
using Qa.Transcription.Recordings;
using Qa.Transcription.Speech;

namespace Qa.Portal.Commands.Recordings;

/// <summary>One run of <c>qa transcribe</c>: loads the models once and goes through the files, one after the other.</summary>
internal static class TranscribeRun
{
    public static int Run(CommandSession session, TranscribeOptions options, Stream output, CancellationToken cancellation)
    {
        if (!TryReadTranscript(session, options.TranscriptPath, out var transcript))
            return ExitCode.Environment;
        var folder = ModelFolder.Find(session.Surroundings.Variable);
        var path = folder.PathOf(KnownModel.Voice, KnownModel.Voice.Files[0]);
        if (!File.Exists(path))
        {
            session.Complain(session.Texts.Format("transcribe.noVoiceModel", path));
            return ExitCode.Environment;
        }

        using var voices = VoiceModel.TryLoad(path, out var missing);
        if (voices is null)
        {
            session.Complain(missing);
            return ExitCode.Environment;
        }

        // The engine is only loaded when a text has to be made.
        var recognition = transcript is null ? SpeechEngines.Open(options.Engine, folder, options.Whisper) : new RecognizerOpening(null, null);
        using var recognizer = recognition.Recognizer;
        var transcriber = new RecordingTranscriber(new AudioFile(AudioLimits.Default, FfmpegProgram.Installed), voices, recognition);
        var exitCode = ExitCode.Ok;
        foreach (var file in options.Files)
        {
            var outcome = transcriber.Transcribe(file, CallOf(file, options), transcript, cancellation);
            cancellation.ThrowIfCancellationRequested();
            WriteLine(outcome, output);
            if (outcome.State is RecordingState.Unreadable or RecordingState.UnreadableTranscript)
                exitCode = ExitCode.Findings;
            if (outcome.Reason is not null)
                session.Complain($"{PrintableText.Of(file)}: {RecordingStateNames.Of(outcome.State)}: {PrintableText.Of(outcome.Reason)}");
        }

        return exitCode;
    }

    private static bool TryReadTranscript(CommandSession session, string? path, out byte[]? transcript)
    {
        transcript = null;
        if (path is null)
            return true;
        try
        {
            transcript = File.ReadAllBytes(path);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            session.Complain(session.Texts.Format("file.missing", path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            session.Complain(Directory.Exists(path) ? session.Texts.Format("file.folder", path) : exception.Message);
        }

        return false;
    }

    // What no telephone system tells is taken from the file: its name, and when it was written.
    private static CallData CallOf(string file, TranscribeOptions options)
    {
        var written = File.Exists(file) ? File.GetLastWriteTimeUtc(file) : DateTime.UnixEpoch;
        return new(RecordingFileName.IdOf(file), written.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), new AgentReference(options.AgentId, null, null))
        {
            AgentSpeaker = options.AgentSpeaker,
            Layout = options.Layout,
        };
    }

    private static void WriteLine(RecordingOutcome outcome, Stream output)
    {
        var line = new ArrayBufferWriter<byte>(initialCapacity: 16 * 1024);
        RecordingOutcomeJson.Write(outcome, line);
        line.Write("\n"u8);
        output.Write(line.WrittenSpan);
        output.Flush();
    }
}
