using System.Diagnostics;
using Qa.Transcription.Audio.Wav;

namespace Qa.Transcription.Audio.External;

/// <summary>The sound that a running ffmpeg sends, as a WAV file of unknown length, and what it complains of when it fails.</summary>
internal sealed class FfmpegSource : IAudioSource
{
    private readonly Process _process;
    private readonly IAudioSource _sound;
    private readonly Deadline _deadline;
    private readonly Task<string> _complaint;
    private readonly AudioLimits _limits;

    private FfmpegSource(Process process, IAudioSource sound, Deadline deadline, Task<string> complaint, AudioLimits limits) =>
        (_process, _sound, _deadline, _complaint, _limits) = (process, sound, deadline, complaint, limits);

    public AudioFormat Format => _sound.Format;

    public AudioFailure? Failure { get; private set; }

    /// <summary>Takes the process over: it is ended when the stream is disposed, or when there is none.</summary>
    public static AudioOpening Open(Process process, AudioLimits limits, TimeProvider time, CancellationToken cancellation)
    {
        process.StandardInput.Close();
        var complaint = ReadComplaintAsync(process.StandardError);
        var deadline = new Deadline(process, limits.LongestDecoding, time, cancellation);
        var opening = WavReader.Open(process.StandardOutput.BaseStream, limits);
        if (opening.Source is { } sound)
            return AudioOpening.Of(new FfmpegSource(process, sound, deadline, complaint, limits));
        var failure = opening.Failure!.Kind == AudioFailureKind.BeyondLimits ? opening.Failure : Explain(deadline, complaint, process, limits);
        deadline.Dispose();
        process.Dispose();
        cancellation.ThrowIfCancellationRequested();
        return AudioOpening.Of(failure ?? new AudioFailure(AudioFailureKind.NotAudio, "nothing that ffmpeg can decode", "sound"));
    }

    public int ReadFrames(Span<float> samples)
    {
        if (Failure is not null)
            return 0;
        var frames = _sound.ReadFrames(samples);
        if (frames == 0)
            Failure = _sound.Failure ?? Explain(_deadline, _complaint, _process, _limits);
        return frames;
    }

    public void Dispose()
    {
        _deadline.Dispose();
        _sound.Dispose();
        _process.Dispose();
    }

    /// <summary>What went wrong, when the program has sent all it will; null when it ended well and without complaint.</summary>
    private static AudioFailure? Explain(Deadline deadline, Task<string> complaint, Process process, AudioLimits limits)
    {
        process.WaitForExit();
        if (deadline.HasPassed)
            return new(AudioFailureKind.TookTooLong, $"decoding that goes on after {limits.LongestDecoding.TotalSeconds:0} s", "less");
        var words = complaint.GetAwaiter().GetResult();
        if (process.ExitCode == 0 && words.Length == 0)
            return null;

        if (words.StartsWith("Format not on whitelist", StringComparison.Ordinal))
            return new(AudioFailureKind.NotAudio, "a file of another kind", "a recording");

        // The program goes on after damage and then ends with 0; half a call must not be scored as a whole one.
        var found = words.Length == 0 ? $"exit code {process.ExitCode} of ffmpeg" : $"'{words}' from ffmpeg";
        return new(process.ExitCode == 0 ? AudioFailureKind.Damaged : AudioFailureKind.NotAudio, found, "a recording that can be decoded to its end");
    }

    // "[mp3 @ 0x5556e1f02b40] …": which object of the program complains says nothing, and is another at each run.
    private static string WithoutPlace(string line)
    {
        var end = line.IndexOf("] ", StringComparison.Ordinal);
        return line.StartsWith('[') && end > 0 && line[..end].Contains(" @ 0x", StringComparison.Ordinal) ? line[(end + 2)..] : line;
    }

    private static async Task<string> ReadComplaintAsync(StreamReader error)
    {
        const int longest = 200;
        var first = "";
        while (await error.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (first.Length == 0)
                first = WithoutPlace(line.Trim());
        }

        return first.Length > longest ? first[..longest] : first;
    }
}
