using Qa.Portal.Tests.Platform.Data;

namespace Qa.Portal.Tests.Commands.Installation;

/// <summary>An installation with every sample, scored by a server that has stopped since. It is made once a process, and each test gets a copy.</summary>
internal static class ScoredSamples
{
    private static readonly Lazy<Task<TemporaryFolder>> Original = new(MakeAsync);

    public static async Task CopyToAsync(TemporaryFolder folder)
    {
        var original = (await Original.Value).Path;
        foreach (var file in Directory.EnumerateFiles(original, "*", SearchOption.AllDirectories))
        {
            var copy = folder.At(Path.GetRelativePath(original, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static async Task<TemporaryFolder> MakeAsync()
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        await PortalTestDatabase.PutAsync(folder.At("callcenter.db"));
        using var stop = new CancellationTokenSource();
        using var output = new MemoryStream();
        string[] here = ["--data", folder.Path];
        var serving = Task.Run(() => CommandRun.Run(Stream.Null, output, Stream.Null, ["serve", "--urls", "http://127.0.0.1:0", .. here], stop.Token));
        await Eventually.Of(() => Task.FromResult(File.Exists(folder.At("address"))), static there => there);
        await CommandRun.Of(["publish", RepositoryFile.At("rulesets/standard.yaml"), RepositoryFile.At("rulesets/expert.yaml"), RepositoryFile.At("rulesets/im.yaml"), .. here]);
        await CommandRun.Of(["send", RepositoryFile.At("samples/voice.jsonl"), RepositoryFile.At("samples/chat.jsonl"), .. here]);
        await CommandRun.Of(["task", "list", "--wait", .. here]);
        await stop.CancelAsync();
        await serving;
        return folder;
    }
}
