namespace Qa.Transcription.Tests;

/// <summary>Where the repository's files are, and what lies beside it; found from where the tests were built.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string SharedAudio => Path.Combine(Root, "..", "shared", "audio");

    public static string At(string path) => Path.Combine(Root, path);

    public static string SharedRecording(string name)
    {
        Skip.IfNot(Directory.Exists(SharedAudio), $"the recordings to test on are not at {SharedAudio}");
        return Path.Combine(SharedAudio, name);
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "CallCenter.sln")))
                return folder;
        }

        throw new InvalidOperationException($"no CallCenter.sln above {AppContext.BaseDirectory}");
    }
}
