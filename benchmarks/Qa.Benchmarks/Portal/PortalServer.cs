using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;

namespace Qa.Benchmarks.Portal;

/// <summary>The product as it is hosted: a process of its own, reached as its users reach it.</summary>
internal sealed class PortalServer : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(Repository.Root, "artifacts", "qa", "qa.dll");
    private static readonly TimeSpan CollectionTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(200);

    private readonly string _data;
    private readonly string[] _where;
    private readonly Process _process;

    private PortalServer(string data, string[] where, Process process) => (_data, _where, _process) = (data, where, process);

    public Uri Address { get; private set; } = null!;

    /// <summary>Memory of the process, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>What is alive on the process's heap, in bytes: collected first, so that nothing is counted that nobody holds.</summary>
    /// <param name="machine">May watch the server.</param>
    public async Task<long> LiveHeapAsync(PortalUser machine)
    {
        const long collectHeap = 0x800000;
        var client = new DiagnosticsClient(_process.Id);

        // Twice: what waits to be finalized goes with the second.
        for (var round = 0; round < 2; round++)
        {
            using var session = await client.StartEventPipeSessionAsync([new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, collectHeap)], requestRundown: false, circularBufferMB: 16, CancellationToken.None);
            var read = session.EventStream.CopyToAsync(Stream.Null);
            await Task.Delay(CollectionTime);
            await session.StopAsync(CancellationToken.None);
            await read;
        }

        var metrics = await machine.Http.GetStringAsync("/metrics");
        return metrics.Split('\n').Where(static line => line.StartsWith("dotnet_gc_last_collection_heap_size_bytes{", StringComparison.Ordinal))
            .Sum(static line => (long)double.Parse(line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));
    }

    /// <param name="database">Address of a database; null for a file in the data folder.</param>
    /// <param name="samples">See <c>qa serve --samples</c>.</param>
    public static async Task<PortalServer> StartAsync(string data, string? database, string samples)
    {
        var address = Path.Combine(data, "address");
        File.Delete(address);
        string[] where = ["--data", data, .. database is null ? Array.Empty<string>() : ["--database", database]];
        var server = new PortalServer(data, where, Start(["serve", .. where, "--demo", "--samples", samples, "--urls", "http://127.0.0.1:0"], Path.Combine(data, "log")));
        while (!File.Exists(address))
        {
            if (server._process.HasExited)
                throw new InvalidOperationException($"The server did not start: {await File.ReadAllTextAsync(Path.Combine(data, "log"))}");
            await Task.Delay(LookPeriod);
        }

        server.Address = new(await File.ReadAllTextAsync(address));
        return server;
    }

    /// <summary>Publishes the sets of the repository, where they are not yet.</summary>
    public Task PublishAsync() => RunAsync(["publish", .. Directory.GetFiles(Path.Combine(Repository.Root, "rulesets"), "*.yaml"), "--note", "bench"]);

    /// <summary>Runs another command of the program, on the server's data. That there was nothing to do is no failure.</summary>
    public async Task RunAsync(params string[] command)
    {
        var log = Path.Combine(_data, "command-log");
        using var process = Start([.. command, .. _where], log);
        await process.WaitForExitAsync();
        if (process.ExitCode > 1)
            throw new InvalidOperationException($"qa {string.Join(' ', command)}: {await File.ReadAllTextAsync(log)}");
    }

    public async Task<PortalUser> SignInAsync(string role)
    {
        var accounts = Path.Combine(_data, "demo-accounts");
        while (true)
        {
            var account = File.Exists(accounts) ? (await File.ReadAllLinesAsync(accounts)).Select(static line => line.Split(' ')).FirstOrDefault(line => line[0] == role) : null;
            if (account is not null)
                return await PortalUser.SignInAsync(Address, role, account[1]);
            await Task.Delay(LookPeriod);
        }
    }

    /// <summary>With the token that a demo brings along.</summary>
    public async Task<PortalUser> MachineAsync() => PortalUser.WithToken(
        Address, (await File.ReadAllLinesAsync(Path.Combine(_data, "tokens"))).First(static line => line.Length > 0 && line[0] != '#').Split(' ')[1]);

    public async ValueTask DisposeAsync()
    {
        using (var stop = Process.Start("kill", [_process.Id.ToString(CultureInfo.InvariantCulture)]))
            await stop.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // By a shell, which has what the program says written into a file by nobody that would have to read it meanwhile.
    private static Process Start(string[] arguments, string log) => Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "log=$1; shift; exec dotnet \"$@\" >\"$log\" 2>&1 </dev/null", "sh", log, Program, .. arguments]))!;
}
