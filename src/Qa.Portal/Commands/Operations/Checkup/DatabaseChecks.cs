using System.Data.Common;
using Qa.Grains.Storage;
using Qa.Portal.Commands.Operations.Backups;
using Qa.Portal.Data;
using Qa.Portal.Modules;

namespace Qa.Portal.Commands.Operations.Checkup;

/// <summary>The database: whether it answers, its schema, its clock, and what is chained in it.</summary>
internal static class DatabaseChecks
{
    private const long MillisecondsPerSecond = 1_000;

    // Claims last 30 s and sessions minutes: half a second is nothing, some seconds are felt, and more is wrong.
    private static readonly TimeSpan SkewToSee = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestSkew = TimeSpan.FromSeconds(10);

    /// <summary>Whether it answers and has this program's schema; without both nothing else can be asked of it.</summary>
    public static async Task<(bool IsUsable, IReadOnlyList<CheckFinding> Findings)> OpenAsync(CheckSubject subject, Database database, CancellationToken cancellation)
    {
        SchemaState schema;
        try
        {
            schema = await database.SchemaStateAsync(PortalModules.Model, cancellation);
        }
        catch (Exception exception) when (exception is DbException or System.Net.Sockets.SocketException or TimeoutException)
        {
            return (false, [subject.Bad("database", "doctor.databaseSilent", database.ShownName, exception.Message)]);
        }

        var answers = subject.Good("database", "doctor.database", database.ShownName);
        if (schema.Unknown.Count > 0)
            return (false, [answers, subject.Bad("schema", "doctor.schemaNewer", schema.Unknown[0])]);
        return schema.Missing.Count > 0
            ? (false, [answers, subject.Bad("schema", "doctor.schemaOlder", schema.Missing.Count)])
            : (true, [answers, subject.Good("schema", "doctor.schema")]);
    }

    public static async Task<CheckFinding> ClockAsync(CheckSubject subject, Database database, CancellationToken cancellation)
    {
        if (!database.IsShared)
            return subject.Good("clock", "doctor.clockOwn");
        var before = subject.Time.GetUtcNow();
        var there = await database.ReadAsync(
            session => session.QuerySingleAsync<long>($"SELECT (extract(epoch from clock_timestamp()) * {MillisecondsPerSecond})::bigint", cancellation: cancellation), cancellation);

        // Read between two looks at our clock: the middle of them is when it was read.
        var here = before + (subject.Time.GetUtcNow() - before) / 2;
        var skew = here - DateTimeOffset.FromUnixTimeMilliseconds(there);
        var seconds = FormattableString.Invariant($"{skew.TotalSeconds:+0.0;-0.0;0.0}");
        return skew.Duration() > LongestSkew ? subject.Bad("clock", "doctor.clockWrong", seconds)
            : skew.Duration() > SkewToSee ? subject.Warning("clock", "doctor.clockWrong", seconds)
            : subject.Good("clock", "doctor.clock", seconds);
    }

    public static async Task<CheckFinding> ChainsAsync(CheckSubject subject, Database database, CancellationToken cancellation)
    {
        // A key that cannot be used is a finding of its own; the chains are verified by any then.
        var key = KeyChecks.Signing(subject).State == CheckState.Good ? subject.Choice.SigningKey : null;
        var outcome = await ChainCheck.RunAsync(database, key, cancellation);
        return outcome.Holds
            ? subject.Good("chains", "doctor.chains", outcome.Publications, outcome.Entries)
            : subject.Bad("chains", "doctor.chainsBroken", outcome.Findings.Length, outcome.Findings[0]);
    }

    public static async Task<CheckFinding> FilesAsync(CheckSubject subject, Database database, CancellationToken cancellation)
    {
        var missing = await StoredFiles.CountMissingAsync(database, name => File.Exists(StoredFiles.PathOf(subject.Folders, name)), cancellation);
        return missing == 0 ? subject.Good("files", "doctor.files") : subject.Bad("files", "doctor.filesMissing", missing);
    }
}
