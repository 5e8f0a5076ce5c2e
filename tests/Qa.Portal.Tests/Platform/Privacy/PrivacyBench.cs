using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.NormSets.Cases;
using Qa.Portal.Modules.Recordings;
using Qa.Portal.Modules.Recordings.Queue;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Attachments;
using Qa.Portal.Platform.Jobs;
using Qa.Portal.Platform.Notifications;
using Qa.Portal.Platform.Privacy;
using Qa.Portal.Platform.Privacy.Holds;
using Qa.Portal.Platform.Privacy.Lists;
using Qa.Portal.Platform.Privacy.Requests;
using Qa.Portal.Platform.Privacy.Retention;
using Qa.Portal.Platform.Search;
using Qa.Portal.Platform.Settings;
using Qa.Portal.Tests.Platform.Data;
using Qa.Portal.Tests.Platform.Settings;
using Qa.Transcription.Calls;

namespace Qa.Portal.Tests.Platform.Privacy;

/// <summary>What keeps data of customers, on a database of its own, with jobs that run when a test says so.</summary>
internal sealed class PrivacyBench : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly JobQueue _queue;
    private readonly JobSignal _signal = new(NullLogger<JobSignal>.Instance);
    private readonly JobLimits _limits = new();
    private readonly IReadOnlyList<IJobHandler> _handlers;
    private long _claims;

    private PrivacyBench(PortalTestDatabase portal)
    {
        Portal = portal;
        Index = new(Database);
        Recordings = new(new(_folder.At("recordings"), null));
        Register = new(Database, Recordings, new(), Time);
        Attachments = new(new(_folder.At("attachments"), null));
        Erasing = new(Database, [new InteractionData(Index), new AttachmentData(Attachments, Database), new RecordingData(Recordings, Database), new CaseData(), Crash], Index, Time);
        Holds = new(portal, Database, Time);
        Sight = new(portal, Database);
        Key = new(_folder.At("key.pem"));
        List = new(new(ListFile), Database, Key, NullLogger<ErasureList>.Instance);
        Settings = TestSettings.On(portal, Time);
        _queue = new(Database, _limits, Time);
        var sought = new SoughtCustomer(new EphemeralDataProtectionProvider());
        Jobs = new(portal, Database, _signal, new(_folder.At("jobs")), () => _handlers!, _limits, Time);
        var notifier = new Notifier(Settings, new(NullLogger<NotificationSignal>.Instance), Time);
        Requests = new(portal, Database, Jobs, sought, notifier, Time);
        Centre = new(TimeZoneInfo.CreateCustomTimeZone("centre", TimeSpan.FromHours(8), "centre", "centre"), Time);
        Retention = new(portal, Database, Settings, Erasing, Jobs, Centre, Time);
        _handlers =
        [
            new FindJob(portal, Sight, Database, Erasing, sought, notifier), new EraseJob(Sight, Database, Erasing, List, Time), new RetentionJob(portal, Database, Settings, Erasing, Index, Time),
        ];
    }

    public PortalTestDatabase Portal { get; }

    public FakeTimeProvider Time { get; } = new(new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));

    public Database Database => Portal.Database.Database;

    public SearchIndex Index { get; }

    public RecordingStore Recordings { get; }

    public RecordingRegister Register { get; }

    public AttachmentStore Attachments { get; }

    public CrashingData Crash { get; } = new();

    public Erasing Erasing { get; }

    public HoldDesk Holds { get; }

    public ErasureSight Sight { get; }

    public ErasureDesk Requests { get; }

    public RetentionDesk Retention { get; }

    public SettingsStore Settings { get; }

    public JobService Jobs { get; }

    public CentreTime Centre { get; }

    public InstallationKey Key { get; }

    public ErasureList List { get; }

    public string ListFile => _folder.At("erasures.jsonl");

    public static async Task<PrivacyBench> CreateAsync(DatabaseKind kind) => new(await PortalTestDatabase.CreateAsync(kind));

    /// <summary>A chat with a scorecard that quotes it, found by its words.</summary>
    public async Task InteractionAsync(string id, string? phone, string agent = "a-1", string text = "我的订单没发货", DateTimeOffset? at = null, string? customer = null)
    {
        var startedAt = at ?? Time.GetUtcNow();
        var who = phone is null ? $$"""{"id":"{{customer}}"}""" : $$"""{"phone":"{{phone}}"}""";
        var content = Encoding.UTF8.GetBytes(
            $$"""{"id":"{{id}}","channel":"chat","startedAt":"{{startedAt:yyyy-MM-dd'T'HH:mm:ss'Z'}}","agent":{"id":"{{agent}}"},"customer":{{who}},"turns":[{"role":"customer","text":"{{text}}"}]}""");
        var card = Encoding.UTF8.GetBytes($$"""{"interaction":"{{id}}","score":85,"norms":[{"path":"a","outcome":"violated","points":-5,"hits":[{"turn":0,"start":0,"length":2,"text":"{{text[..2]}}"}]}]}""");
        await Database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                "INSERT INTO interaction (id, revision, content, hash, channel, agent_id, started_at, received_at) VALUES (@id, 1, @content, @hash, 'chat', @agent, @at, @at)",
                new { id, content, hash = $"hash of {id}", agent, at = UtcTicks.Of(startedAt) });
            await session.ExecuteAsync(
                """
                INSERT INTO scorecard (task_id, item_id, interaction_id, revision, interaction_hash, rule_set, version, tree_hash, publication_hash, schema_name, lease, lease_starts_at, lease_ends_at,
                    lease_reason, scored_at, score, vetoed, passed, needs_review, body, hash)
                VALUES (1, (SELECT count(*) FROM scorecard), @id, 1, 'h', 'voice', 1, 'h', 'h', 's', 1, 0, 1, 'start', @at, 85, 0, 1, 0, @card, 'h')
                """,
                new { id, at = UtcTicks.Of(startedAt), card });
            await session.ExecuteAsync("DELETE FROM search_pending");
            await Index.PutAsync(session, new SearchDocument(SearchDocument.Interaction, id, id, text, agent, null, null, startedAt));
        });
    }

    /// <summary>A recording as it came, nothing of it heard yet.</summary>
    public async Task<string> RecordingAsync(string id, byte[] sound, string phone)
    {
        var staged = await Recordings.StageAsync(new MemoryStream(sound), default);
        var answer = await Register.AddAsync(new(staged, $"{phone}.wav", "upload", "li", new CallRecord("") { Id = id, AgentId = "7", Customer = new(null, phone) }, Encoding.UTF8.GetBytes("转写"))
        {
            WrittenAt = Time.GetUtcNow(), Layout = new(0),
        });
        return answer.Stored.Hash;
    }

    /// <summary>Runs the jobs that wait, each to its end.</summary>
    public async Task RunJobsAsync()
    {
        while (await _queue.ClaimAsync(FormattableString.Invariant($"lease-{++_claims}"), [.. _handlers.Select(static handler => handler.Kind)], [], CancellationToken.None) is { } claim)
        {
            await using var run = new JobRun(claim, _queue, new(_folder.At("jobs")), _signal, _limits, Time, CancellationToken.None);
            try
            {
                await _handlers.Single(handler => handler.Kind == claim.Kind).RunAsync(run, CancellationToken.None);
                await _queue.CompleteAsync(claim, await run.CompleteAsync());
            }
            catch (IOException crash)
            {
                await _queue.FailAsync(claim, JobErrors.Defect, crash.Message);
            }
        }
    }

    public Task<T?> ReadAsync<T>(string sql) => Database.ReadAsync(session => session.QuerySingleAsync<T>(sql));

    /// <summary>All that is kept, as one text: what is not in it is nowhere.</summary>
    public async Task<string> EverythingAsync() => string.Join('\n', await Database.ReadAsync(async session =>
    {
        var bytes = await session.QueryAsync<byte[]>("SELECT content FROM interaction UNION ALL SELECT body FROM scorecard UNION ALL SELECT call FROM recording");
        var texts = await session.QueryAsync<string>("SELECT text FROM search_document UNION ALL SELECT file_name FROM recording UNION ALL SELECT coalesce(sought, '') FROM erasure_request UNION ALL SELECT coalesce(before, '') || coalesce(after, '') || detail || subject FROM audit");
        return bytes.Select(Encoding.UTF8.GetString).Concat(texts);
    }));

    /// <summary>What lies in the files of a SQLite database, byte by byte, removed or not.</summary>
    public string FilesOfDatabase()
    {
        var file = new SqliteConnectionStringBuilder(Database.ConnectionString).DataSource;
        return string.Concat(new[] { file, $"{file}-wal" }.Where(File.Exists).Select(static path =>
        {
            using var opened = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(opened, Encoding.Latin1);
            return reader.ReadToEnd();
        }));
    }

    public async ValueTask DisposeAsync()
    {
        List.Dispose();
        await Portal.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Ends the process, as it were, when it comes to an interaction.</summary>
    internal sealed class CrashingData : IPersonalData
    {
        public string? At { get; set; }

        public Task<IReadOnlyList<(string Kind, long Count)>> CountAsync(DatabaseSession session, IReadOnlyList<string> ids) => Task.FromResult<IReadOnlyList<(string, long)>>([]);

        public Task EraseAsync(DatabaseSession session, ErasureScope scope, string interaction) => Task.CompletedTask;

        public Task FinishAsync(string interaction, CancellationToken cancellation) => interaction == At ? throw new IOException("it ends here") : Task.CompletedTask;
    }
}
