using Qa.Transcription.Audio.External;
using Qa.Transcription.Audio.Wav;

namespace Qa.Transcription.Audio;

/// <summary>
/// Opens a recording by what is in it, never by its name: WAV files are decoded here, everything else by the program
/// ffmpeg. The same recording can be opened as often as needed, so nothing of it has to be kept in memory.
/// </summary>
public sealed class AudioFile(AudioLimits limits, FfmpegProgram ffmpeg)
{
    private const int SignatureBytes = 12;

    public AudioOpening Open(string path, CancellationToken cancellation)
    {
        FileStream file;
        try
        {
            file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 64 * 1024, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return AudioOpening.Of(new AudioFailure(AudioFailureKind.Missing, Refusal(path, exception), ""));
        }

        if (CheckSize(file) is { } failure)
        {
            file.Dispose();
            return AudioOpening.Of(failure);
        }

        Span<byte> signature = stackalloc byte[SignatureBytes];
        var length = file.ReadAtLeast(signature, SignatureBytes, throwOnEndOfStream: false);
        if (WavReader.IsWav(signature[..length]))
        {
            file.Position = 0;
            var opening = WavReader.Open(file, limits);
            if (!opening.NeedsOtherDecoder)
                return new(opening.Source, opening.Failure);
        }

        file.Dispose();
        return ffmpeg.Open(path, limits, cancellation);
    }

    private AudioFailure? CheckSize(FileStream file)
    {
        if (!file.CanSeek)
            return new(AudioFailureKind.NotAudio, "something that is not a regular file", "a recording");
        if (file.Length == 0)
            return new(AudioFailureKind.Damaged, "an empty file", "a recording", 0);
        return file.Length > limits.LargestFileBytes
            ? new(AudioFailureKind.BeyondLimits, $"{file.Length} bytes", $"at most {limits.LargestFileBytes}")
            : null;
    }

    private static string Refusal(string path, Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException when Directory.Exists(path) => "it is a folder, not a file",
        UnauthorizedAccessException => "it may not be read",
        _ => exception.Message,
    };
}
