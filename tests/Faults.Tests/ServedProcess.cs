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
    /// <param name="database">Address; null for a SQLite file in the data folder.</param>
    public static async Task<ServedProcess> StartAsync(TemporaryFolder folder, string name, string? database)
    {
        string[] arguments = ["serve", "--lang", "en", "--urls", "http://127.0.0.1:0", "--data", folder.At(name), .. database is null ? [] : (string[])["--database", database]];
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
