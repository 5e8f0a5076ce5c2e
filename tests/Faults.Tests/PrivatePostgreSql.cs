using System.Diagnostics;
using Qa.Grains.Storage;

namespace Qa.Grains.Tests.Faults;

/// <summary>A PostgreSQL of one test, which can be killed and started again.</summary>
internal sealed class PrivatePostgreSql : IAsyncDisposable
{
    private readonly string _programs;
    private readonly string _folder;
    private readonly int _port;

    private PrivatePostgreSql(string programs, string folder, int port) => (_programs, _folder, _port) = (programs, folder, port);

    public string Address => Invariant($"postgres://qa@127.0.0.1:{_port}/postgres");

    /// <returns>Null where there is no PostgreSQL on this machine.</returns>
    public static async Task<PrivatePostgreSql?> StartAsync()
    {
        var programs = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).LastOrDefault() : null;
        if (programs is null)
            return null;
        var parent = Directory.CreateTempSubdirectory("qa-postgres-").FullName;
        var server = new PrivatePostgreSql(Path.Combine(programs, "bin"), Path.Combine(parent, "db"), new Random().Next(20_000, 29_000));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(parent, (UnixFileMode)0b111_111_111);
        await server.RunAsync("initdb", "-D", server._folder, "-U", "qa", "--auth=trust", "-E", "UTF8", "--locale=C");
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Starts it, waiting until it answers; after a kill it recovers first.</summary>
    public Task StartAgainAsync() => RunAsync(
        "pg_ctl", "-D", _folder, "-w", "-t", "60", "-l", _folder + ".log", "-o",
        Invariant($"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200"), "start");

    /// <summary>Kills every process of it at once, as a machine that loses its power.</summary>
    public async Task KillAsync()
    {
        var postmaster = int.Parse(File.ReadLines(Path.Combine(_folder, "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);
        using var children = Process.Start(new ProcessStartInfo("pkill", ["-9", "-P", Invariant($"{postmaster}")]))!;
        using var process = Process.GetProcessById(postmaster);
        process.Kill();
        await children.WaitForExitAsync();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("pg_ctl", "-D", _folder, "-m", "immediate", "stop");
        Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);
    }

    // It refuses to run as root.
    private async Task RunAsync(string program, params string[] arguments)
    {
        string[] command = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", Path.Combine(_programs, program)] : [Path.Combine(_programs, program)];
        var start = new ProcessStartInfo(command[0], [.. command[1..], .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new DatabaseUnusableException(Invariant($"{program} ended with {process.ExitCode}."));
    }
}
