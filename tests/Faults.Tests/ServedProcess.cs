using System.Net.Http.Headers;
using Qa.Portal.Tests;

namespace Qa.Grains.Tests.Faults;

/// <summary>A process of <c>qa serve</c> with a client that may do everything.</summary>
internal sealed class ServedProcess : IAsyncDisposable
{
    public const string Token = "token-of-the-operator";

    private ServedProcess(QaProcess process, HttpClient client) => (Process, Client) = (process, client);

    public QaProcess Process { get; }

    public HttpClient Client { get; }

    /// <param name="name">Of its own data folder within the test's.</param>
    /// <param name="database">Address, with folders that all processes of the test share; null for a SQLite file in the data folder.</param>
    /// <param name="further">Options besides.</param>
    public static async Task<ServedProcess> StartAsync(TemporaryFolder folder, string name, string? database, params string[] further)
    {
        string[] folders = database is null ? [] : ["recordings", "attachments", "jobs"];
        string[] shared = [.. database is null ? [] : (string[])["--database", database], .. folders.Where(name => !further.Contains($"--{name}")).SelectMany(name => new[] { $"--{name}", folder.At(name) })];
        string[] arguments = ["serve", "--lang", "en", "--urls", "http://127.0.0.1:0", "--data", folder.At(name), .. shared, .. further];
        var process = QaProcess.Start(arguments, ("QA_TOKEN", Token));
        var line = await process.LineWithAsync("http://");
        var client = new HttpClient { BaseAddress = new(line[line.IndexOf("http://", StringComparison.Ordinal)..].Split(' ')[0]) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return new(process, client);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Process.DisposeAsync();
    }
}
