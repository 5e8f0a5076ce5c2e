using System.Collections.Immutable;
using System.Text;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Replay;
using Qa.Grains.Shadow;
using Qa.Grains.Tests.Hosting;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.Replays;
using Qa.Portal.Modules.Replays.Comparing;
using Qa.Portal.Modules.Replays.Shadows;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Auditing;
using Qa.Portal.Tests.Platform.Access;
using Qa.Portal.Tests.Platform.Data;

namespace Qa.Portal.Tests.Modules.Replays;

/// <summary>A centre of three agents, whose chats one set of norms has scored.</summary>
internal sealed class ReplayCentre : IAsyncDisposable
{
    public const string Set = "chats";

    private readonly PortalTestDatabase _database;
    private readonly TestSilo _silo;

    private ReplayCentre(PortalTestDatabase database, TestSilo silo)
    {
        (_database, _silo) = (database, silo);
        var trees = new ComparedTrees(silo.Service<VersionCatalogue>(), silo.Service<CompiledVersions>(), silo.Service<DraftPreview>(), silo.Service<ShadowRuns>(), silo.Grains);
        var reaches = new Reaches(new NoColleagues());
        var archive = silo.Service<InteractionArchive>();
        Replays = new(silo.Grains, new AuditLog(database.Database.Database, new CheckpointFolder(null), TimeProvider.System), archive, reaches, TimeProvider.System);
        Comparisons = new(archive, silo.Service<VersionCatalogue>(), trees, silo.Service<ShadowRuns>(), reaches);
        Shadows = new(silo.Grains, silo.Service<ShadowRuns>(), silo.Service<VersionCatalogue>(), trees, reaches, TimeProvider.System);
        Choices = new(silo.Service<VersionCatalogue>(), archive, silo.Grains);
        Trees = trees;
    }

    public ReplayDesk Replays { get; }

    public ComparisonDesk Comparisons { get; }

    public ShadowDesk Shadows { get; }

    public SideChoices Choices { get; }

    public ComparedTrees Trees { get; }

    public TestSilo Silo => _silo;

    /// <summary>Reads everything, changes nothing.</summary>
    public static Actor Auditor => TestActor.With("auditor", DataScope.All, ReplayDesk.Run, "interactions.read", "norms.read");

    /// <summary>Somebody who reaches only the own interactions.</summary>
    public static Actor Agent(string number) => TestActor.With($"agent {number}", DataScope.Own, ReplayDesk.Run, "interactions.read") with { AgentId = number };

    public static async Task<ReplayCentre> OpenAsync(DatabaseKind kind)
    {
        var database = await PortalTestDatabase.CreateAsync(kind);
        var centre = new ReplayCentre(database, await TestSilo.StartAsync(database.Database));
        var first = await centre.ProposeAsync(Document("不归我管"));
        (await centre._silo.RuleSet(Set).PublishAsync(first.Id, "a")).Succeeded.Should().BeTrue();
        await centre.SubmitAsync(("c-1", "a-1", "这个不归我馆，请打13812345678"), ("c-2", "a-2", "您好"), ("c-3", "a-3", "您稍等，我不知道"));
        return centre;
    }

    /// <summary>A set that deducts for one phrase, also where it was heard otherwise, and wants a greeting.</summary>
    public static TreeSource.Document Document(string phrase, int points = -5, string name = "推诿") => new(
        "chats.yaml",
        $$$"""
        schema: qa.norm-tree/1
        ruleSet: {{{Set}}}
        name: 在线客服
        norms:
          - id: forbidden
            name: 服务禁语
            children:
              - {id: phrase, name: {{{name}}}, points: {{{points}}}, forbid: {anyOf: [{{{phrase}}}], match: pinyin}}
          - {id: greeting, name: 问候, points: -10, require: {anyOf: [您好], turns: {first: 1} }}
        """,
        ImmutableSortedDictionary<string, string>.Empty);

    public async Task<Draft> ProposeAsync(TreeSource source) => (await _silo.RuleSet(Set).ProposeAsync(new(source, "a", "试", null))).Value!;

    public async Task<MadeReplay> RunAsync(ReplayRequest request, Actor actor)
    {
        var made = (await Replays.StartAsync(request, actor)).Value!;
        return await Eventually.Of(async () => (await Replays.FindAsync(made.Id, actor)).Value!, static replay => replay.Progress.State != ReplayState.Running);
    }

    public Task ExecuteAsync(string sql) => _database.Database.Database.WriteAsync(session => session.ExecuteAsync(sql));

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _database.DisposeAsync();
    }

    public async Task SubmitAsync(params (string Id, string Agent, string Text)[] chats)
    {
        var before = await CountAsync();
        await _silo.Service<InteractionIntake>().SubmitAsync([.. chats.Select(static chat => ReceivedInteraction.Read(Encoding.UTF8.GetBytes(
            $$"""{"id":"{{chat.Id}}","channel":"chat","startedAt":"2026-10-01T09:00:00Z","agent":{"id":"{{chat.Agent}}"},"turns":[{"role":"agent","text":"{{chat.Text}}"}]}""")).Received!)]);
        await Eventually.Of(CountAsync, count => count == before + chats.Length);
    }

    private Task<long> CountAsync() => _database.Database.Database.ReadAsync(static session => session.QuerySingleAsync<long>("SELECT count(*) FROM scorecard"));
}
