using System.Collections.Immutable;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.NormSets.Cases;
using Qa.Portal.Modules.NormSets.Working;
using Qa.Portal.Platform.Access;
using Qa.Portal.Tests.Platform.Data;
using Qa.Rules.Compilation;
using Qa.Rules.Trees;
using Qa.Rules.Versions;

namespace Qa.Portal.Tests.Modules.NormSets.Cases;

/// <summary>A small set in force, on a database of its own, and what keeps its cases.</summary>
internal sealed class CaseBench : IAsyncDisposable
{
    public const string Set = "hotline";

    private CaseBench(PortalTestDatabase portal)
    {
        Portal = portal;
        var (catalogue, versions, archive) = (new VersionCatalogue(Database), Versions = new(Database), new InteractionArchive(Database));
        var drafts = new WorkingDrafts(portal, null!, Time);
        Check = new(portal);
        Cases = new(portal, new(Database), new(catalogue, versions, drafts, archive, new(new NoColleagues())), Check, archive, new(new NoColleagues()), Time);
        Trees = new(catalogue, versions, drafts, archive, new(new NoColleagues()));
        Drafts = drafts;
    }

    public PortalTestDatabase Portal { get; }

    public Database Database => Portal.Database.Database;

    public FakeTimeProvider Time { get; } = new(new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));

    public CompiledVersions Versions { get; }

    public CaseCheck Check { get; }

    public NormCases Cases { get; }

    public CaseTrees Trees { get; }

    public WorkingDrafts Drafts { get; }

    public static async Task<CaseBench> CreateAsync(DatabaseKind kind)
    {
        var bench = new CaseBench(await PortalTestDatabase.CreateAsync(kind));
        var tree = TreePreparation.OfDocument(Set, new($"{Set}.yaml", Document("不归我管"), ImmutableSortedDictionary<string, string>.Empty)).Prepared!;
        await new Publisher(bench.Database, bench.Time).PublishAsync(new(Set, PublicationMode.HotSet, tree.Stored, null, null, null, "a", "a", "", Standing.Initial, [], "first"));
        return bench;
    }

    /// <summary>A set with a norm that forbids a phrase, one that asks for a greeting, one that people judge.</summary>
    public static string Document(string phrase, string more = "") =>
        $$$"""
          schema: qa.norm-tree/1
          ruleSet: {{{Set}}}
          name: 热线
          appliesTo: {channels: [chat]}
          norms:
            - id: forbidden
              name: 服务禁语
              children: [{id: shirking, name: 推诿, points: -20, forbid: {anyOf: [{{{phrase}}}]}{{{more}}}}]
            - {id: greeting, name: 问候, points: -5, require: {anyOf: [您好]}}
            - {id: manner, name: 专业度, manual: {max: 20}}
          """;

    public static CompiledTree Tree(string phrase, string more = "") => CompiledTree.Compile(TreeLoader.Load("t.yaml", Encoding.UTF8.GetBytes(Document(phrase, more)), null).Tree!);

    public async Task InteractionAsync(string id, string text, string agent = "a-1")
    {
        var content = Encoding.UTF8.GetBytes(
            $$"""{"id":"{{id}}","channel":"chat","startedAt":"2026-10-01T09:00:00Z","agent":{"id":"{{agent}}"},"customer":{"phone":"13800138000"},"turns":[{"role":"agent","text":"{{text}}"}]}""");
        await Database.WriteAsync(session => session.ExecuteAsync(
            "INSERT INTO interaction (id, revision, content, hash, channel, agent_id, started_at, received_at) VALUES (@id, 1, @content, 'h', 'chat', @agent, 0, 0)", new { id, content, agent }));
    }

    public async Task WorkAsync(string text, Actor actor) =>
        await Drafts.SaveAsync(new(Set, new("w", "", ImmutableSortedDictionary<string, string>.Empty), 1, await Drafts.VersionAsync(Set), true, null, null), new($"{Set}.yaml", text, ImmutableSortedDictionary<string, string>.Empty), actor);

    public Task<IReadOnlyList<string>> AuditAsync() => Database.ReadAsync(static session =>
        session.QueryAsync<string>("SELECT actor || ' ' || action || ' ' || subject || ': ' || coalesce(before, '-') || ' → ' || coalesce(after, '-') FROM audit WHERE action LIKE '% case' ORDER BY number"));

    public async Task<int> CountAsync()
    {
        await using var context = Portal.CreateDbContext();
        return await context.Set<StoredCase>().CountAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Versions.Dispose();
        await Portal.DisposeAsync();
    }
}
