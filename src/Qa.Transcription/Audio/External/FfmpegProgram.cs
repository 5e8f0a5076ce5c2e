using System.ComponentModel;
using System.Diagnostics;

namespace Qa.Transcription.Audio.External;

/// <summary>
/// The program ffmpeg, which decodes what is not WAV. It is given a list of arguments, never a command line, may open
/// nothing but the one file, and is ended when it takes too long; what it sends is bounded too.
/// </summary>
/// <param name="Name">Its name or path.</param>
/// <param name="Time">Measures how long it takes.</param>
public sealed record FfmpegProgram(string Name, TimeProvider Time)
{
    // Containers of sound. Play lists, which can name other files and addresses, are not among them.
    private const string Forms = "mp3,ogg,mov,mp4,m4a,3gp,aac,amr,amrnb,amrwb,flac,g729,gsm,matroska,webm,asf,wav,w64,aiff,au,caf,ac3,wv,ape";

    public static FfmpegProgram Installed { get; } = new("ffmpeg", TimeProvider.System);

    internal static IReadOnlyList<string> ArgumentsFor(string path, AudioLimits limits) =>
    [
        "-nostdin", "-hide_banner", "-loglevel", "error", "-threads", "1",
        "-protocol_whitelist", "file,pipe", "-format_whitelist", Forms,

        // Named as a file, so that no name can be taken for an option or an address.
        "-i", $"file:{Path.GetFullPath(path)}",
        "-map", "0:a:0", "-vn", "-sn", "-dn",

        // A second more than is taken, so that what is too long is seen to be.
        "-t", FormattableString.Invariant($"{limits.LongestRecording.TotalSeconds + 1:0.###}"),
        "-c:a", "pcm_s16le", "-f", "wav", "pipe:1",
    ];

    internal AudioOpening Open(string path, AudioLimits limits, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Name)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var argument in ArgumentsFor(path, limits))
            start.ArgumentList.Add(argument);
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            return AudioOpening.Of(new AudioFailure(
                AudioFailureKind.NeedsProgram,
                $"a recording that is not WAV, and no program '{Name}'",
                "ffmpeg to be installed (Debian: apt-get install ffmpeg), or a WAV file"));
        }

        return FfmpegSource.Open(process, limits, Time, cancellation);
    }
}
