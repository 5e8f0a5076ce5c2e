using System.Diagnostics;
using Npgsql;

namespace Qa.Grains.Storage;

/// <summary>
/// Backup and restore of a PostgreSQL database by its own programs, <c>pg_dump</c> and <c>pg_restore</c>, which know every
/// version of it. The password goes through the environment, where other users do not see it.
/// </summary>
public sealed class PostgreSqlArchive(string connectionString)
{
    /// <summary>Writes one consistent state of the database to a file, while it is in use.</summary>
    /// <exception cref="DatabaseUnusableException">The program is missing or failed; the message says why.</exception>
    public async Task BackUpAsync(string targetPath, CancellationToken cancellation = default)
    {
        // Beside its place first: what was cut off is never taken for a backup.
        var beside = $"{targetPath}.{Guid.NewGuid():n}";
        try
        {
            await RunAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--file={beside}"], cancellation);
            File.Move(beside, targetPath, overwrite: false);
        }
        finally
        {
            // A failed dump leaves what it had; where the folder is missing there is nothing.
            if (File.Exists(beside))
                File.Delete(beside);
        }
    }

    /// <summary>Fills an empty database from a backup, all of it or nothing.</summary>
    /// <exception cref="DatabaseUnusableException">The database is not empty, or the program is missing or failed.</exception>
    public async Task RestoreAsync(string sourcePath, CancellationToken cancellation = default)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellation);
        }
        catch (Exception exception) when (exception is NpgsqlException or System.Net.Sockets.SocketException)
        {
            throw new DatabaseUnusableException($"The database cannot be reached: {exception.Message}", exception);
        }

        await using (var command = new NpgsqlCommand("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", connection))
        {
            if (await command.ExecuteScalarAsync(cancellation) is > 0L)
                throw new DatabaseUnusableException("The database has tables already; a backup is restored into an empty one.");
        }

        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        await RunAsync("pg_restore", ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", $"--dbname={settings.Database}", sourcePath], cancellation);
    }

    /// <summary>Reads the list of what a backup holds, which shows one that is no backup or was cut off.</summary>
    /// <exception cref="DatabaseUnusableException">It cannot be read, or the program is missing.</exception>
    public static async Task CheckAsync(string sourcePath, CancellationToken cancellation = default)
    {
        var list = Path.GetTempFileName();
        try
        {
            await new PostgreSqlArchive("").RunAsync("pg_restore", ["--list", $"--file={list}", sourcePath], cancellation);
        }
        finally
        {
            File.Delete(list);
        }
    }

    private async Task RunAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        start.Environment["PGHOST"] = settings.Host;
        start.Environment["PGPORT"] = Invariant($"{settings.Port}");
        start.Environment["PGDATABASE"] = settings.Database;
        start.Environment["PGUSER"] = settings.Username;
        if (settings.Password is { Length: > 0 } password)
            start.Environment["PGPASSWORD"] = password;
        start.Environment["PGSSLMODE"] = SslModeOf(settings.SslMode);
        if (settings.RootCertificate is { Length: > 0 } root)
            start.Environment["PGSSLROOTCERT"] = root;
        Process? process;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new DatabaseUnusableException($"'{program}' is not on the PATH; install PostgreSQL's client programs (Debian: postgresql-client).", exception);
        }

        using (process)
        {
            var error = process!.StandardError.ReadToEndAsync(cancellation);
            try
            {
                await process.WaitForExitAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                throw;
            }

            if (process.ExitCode != 0)
                throw new DatabaseUnusableException($"{program} failed: {(await error).Trim()}");
        }
    }

    // As its own programs name them.
    private static string SslModeOf(SslMode mode) => mode switch
    {
        SslMode.Disable => "disable",
        SslMode.Allow => "allow",
        SslMode.Require => "require",
        SslMode.VerifyCA => "verify-ca",
        SslMode.VerifyFull => "verify-full",
        _ => "prefer",
    };
}
