using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Auditing;
using Qa.Grains.Auditing.Chain;
using Qa.Grains.Auditing.Search;
using Qa.Grains.Hosting;
using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Platform.Auditing;
using Qa.Portal.Tests.Platform.Data;

namespace Qa.Portal.Tests.Platform.Auditing;

public sealed class AuditLogTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 26, 8, 0, 0, TimeSpan.Zero);

    private static readonly AuditEntry[] Entries =
    [
        new(Start, "li", "publish hot-set", "standard@1") { Origin = "10.0.0.1", After = "standard@1" },
        new(Start.AddMinutes(1), "han", "listen", "recording call_1") { Origin = "10.0.0.2", Kind = AuditKind.Read },
        new(Start.AddMinutes(2), "li", "set lease", "standard") { Origin = AuditOrigin.CommandLine, Before = "30 s", After = "60 s" },
        new(Start.AddMinutes(3), "wang", "sign in", "wang") { Origin = "10.0.0.3", Kind = AuditKind.SignIn },
        new(Start.AddMinutes(4), "system", "publish cold", "standard@2", "100% Ünique!") { Kind = AuditKind.System },
        new(Start.AddMinutes(4), "li", "export bundle", "all sets") { Origin = "10.0.0.1", Kind = AuditKind.Read },
    ];

    /// <summary>What is asked for, and the places of the entries that are found, the newest first.</summary>
    public static TheoryData<DatabaseKind, string, int[]> Searches
    {
        get
        {
            (string Filter, int[] Found)[] cases =
            [
                ("", [5, 4, 3, 2, 1, 0]),
                ("actor=li", [5, 2, 0]),
                ("actor=li,wang", [5, 3, 2, 0]),
                ("actor=l", []),
                ("action=publish hot-set,publish cold", [4, 0]),
                ("subject=standard@2", [4]),
                ("kind=read", [5, 1]),
                ("kind=sign-in,system", [4, 3]),
                ("origin=10.0.0.1", [5, 0]),
                ("origin=command line", [2]),
                ("actor=li;kind=change", [2, 0]),
                ("from=1", [5, 4, 3, 2, 1]),
                ("to=1", [0]),
                ("from=1;to=4", [3, 2, 1]),
                ("text=PUBLISH", [4, 0]),
                ("text=60 S", [2]),
                ("text=30 s", [2]),
                ("text=call_1", [1]),
                ("text=call%", []),
                ("text=callx1", []),
                ("text=100%", [4]),
                ("text=que!", [4]),
                ("text=han listen", []),
                ("text=10.0.0.", [5, 3, 1, 0]),
                ("text=standard;actor=li;from=1", [2]),
            ];
            var data = new TheoryData<DatabaseKind, string, int[]>();
            foreach (var kind in Enum.GetValues<DatabaseKind>())
            {
                foreach (var (filter, found) in cases)
                    data.Add(kind, filter, found);
            }

            return data;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Searches))]
    public async Task Search_ByFilter_FindsWhatFitsAllOfIt(DatabaseKind kind, string filter, int[] found)
    {
        await using var test = await WrittenAsync(kind);

        var page = await Log(test).SearchAsync(FilterOf(filter), null, 100);

        page.Entries.Select(static entry => (int)entry.Number - 1).Should().Equal(found);
        page.Next.Should().BeNull();
        foreach (var entry in page.Entries)
        {
            var written = Entries[entry.Number - 1];
            entry.Should().BeEquivalentTo(new
            {
                written.At, written.Actor, written.Origin, written.Action, written.Subject, written.Before, written.After, written.Detail, Kind = AuditKindNames.Of(written.Kind),
                Writer = test.Database.Database.Run.Id,
            });
        }
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Search_PageByPage_MeetsEveryEntryOnceWhateverIsWrittenMeanwhile(DatabaseKind kind)
    {
        await using var test = await WrittenAsync(kind);
        await SealAsync(test);
        var log = Log(test);
        var (seen, place, pages) = (new List<FoundEntry>(), default(AuditPlace?), 0);
        do
        {
            var page = await log.SearchAsync(AuditFilter.All, place, 2);
            (seen, pages) = ([.. seen, .. page.Entries], pages + 1);
            place = page.Next is { } next && AuditPlace.TryParse(next.ToString(), out var parsed) ? parsed : null;
            await test.Database.Database.WriteAsync(session => AuditRows.AddAsync(session, new(Start.AddHours(pages), "li", "later", "thing")));
        }
        while (place is not null);

        seen.Select(static entry => entry.Number).Should().Equal(6, 5, 4, 3, 2, 1);
        seen.Should().OnlyContain(static entry => entry.Seal == 1 && entry.SealedAt != null);
        pages.Should().Be(3);
        (await log.SearchAsync(AuditFilter.All, null, 1)).Entries.Single().Seal.Should().BeNull("it is not yet sealed");
        (await log.ActionsAsync()).Should().BeEquivalentTo(["export bundle", "later", "listen", "publish cold", "publish hot-set", "set lease", "sign in"]);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Export_Filtered_IsLinesWithAnEndAndIsWrittenDown(DatabaseKind kind)
    {
        await using var test = await WrittenAsync(kind);
        await SealAsync(test);
        using var target = new MemoryStream();

        using (AuditOrigin.Use("10.9.9.9"))
            await Log(test).ExportAsync(target, FilterOf("actor=li;text=S"), "auditor");

        var lines = Encoding.UTF8.GetString(target.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement).ToList();
        lines.SkipLast(1).Select(static line => line.GetProperty("number").GetInt64()).Should().Equal(6, 3, 1);
        lines[1].GetProperty("before").GetString().Should().Be("30 s");
        var end = lines[^1].GetProperty("end");
        (end.GetProperty("entries").GetInt32(), end.GetProperty("isComplete").GetBoolean(), end.GetProperty("head").GetProperty("seal").GetInt64()).Should().Be((3, true, 1));
        (await Log(test).SearchAsync(AuditFilter.All with { Actors = ["auditor"] }, null, 10)).Entries.Should().BeEquivalentTo(
            [
                new { Kind = "read", Action = "exported audit log", Origin = "10.9.9.9", Detail = "3 rows" },
                new { Kind = "read", Action = "export audit log", Origin = "10.9.9.9", Detail = """{"actor":["li"],"text":"S"}""" },
            ],
            static options => options.WithStrictOrdering());
    }

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("-12")]
    [InlineData("12-")]
    [InlineData("1-2-3")]
    [InlineData("a-b")]
    public void Place_OfAnythingElse_IsNone(string text) => AuditPlace.TryParse(text, out _).Should().BeFalse();

    private static AuditFilter FilterOf(string text)
    {
        var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(static part => part.Split('=', 2)).ToDictionary(static part => part[0], static part => part[1], StringComparer.Ordinal);
        string[] Values(string name) => parts.TryGetValue(name, out var values) ? values.Split(',') : [];
        DateTimeOffset? Time(string name) => parts.TryGetValue(name, out var minutes) ? Start.AddMinutes(int.Parse(minutes, System.Globalization.CultureInfo.InvariantCulture)) : null;
        return new([.. Values("actor")], [.. Values("action")], [.. Values("subject")], [.. Values("kind")], [.. Values("origin")], Time("from"), Time("to"), parts.GetValueOrDefault("text"));
    }

    private static async Task<PortalTestDatabase> WrittenAsync(DatabaseKind kind)
    {
        var test = await PortalTestDatabase.CreateAsync(kind);
        foreach (var entry in Entries)
            await test.Database.Database.WriteAsync(session => AuditRows.AddAsync(session, entry));
        return test;
    }

    private static Task<int> SealAsync(PortalTestDatabase test) => new AuditSealing(
        test.Database.Database, new InstallationKey(test.Database.SigningKey), ProcessRole.Worker, TimeProvider.System, NullLogger<AuditSealing>.Instance).SealAsync();

    private static AuditLog Log(PortalTestDatabase test) => new(test.Database.Database, new CheckpointFolder(null), new FakeTimeProvider(Start));
}
