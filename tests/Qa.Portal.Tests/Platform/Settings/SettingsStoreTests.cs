using System.Collections.Immutable;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Settings;
using Qa.Portal.Tests.Platform.Data;

namespace Qa.Portal.Tests.Platform.Settings;

public sealed class SettingsStoreTests
{
    private static readonly MailboxSettings Given = new() { Host = "smtp.example.com", Password = "hunter2", Boxes = [new("甲", "box-secret"), new("乙", "")] };

    private readonly FakeTimeProvider _time = new(new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly EphemeralDataProtectionProvider _keys = new();

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task SaveAsync_Settings_AreReadBackByOthersWithTheirSecrets(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);

        var unsaved = await Store(database).ReadAsync<MailboxSettings>();
        var saved = await Store(database).SaveAsync(Given, 0, "li");
        var read = await Store(database).ReadAsync<MailboxSettings>();

        (unsaved.Version, unsaved.Value.Port).Should().Be((0, 25));
        (saved.Outcome, saved.Current!.Version, read.Version).Should().Be((SaveOutcome.Done, 1, 1));
        read.Value.Should().BeEquivalentTo(Given);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Secrets_Stored_StandNeitherInTheRowNorInTheAuditLog(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        await Store(database).SaveAsync(Given, 0, "li");
        await Store(database).SaveAsync(Given with { Password = "correct horse" }, 1, "li");
        await Store(database).SaveAsync(Given with { Password = "correct horse", Port = 587 }, 2, "li");

        var row = (await QueryAsync(database, "SELECT value FROM setting")).Single();
        var audit = await QueryAsync(database, "SELECT actor || ' ' || action || ' ' || subject || ' ' || detail FROM audit ORDER BY number");

        row.Should().Contain("smtp.example.com").And.Contain("甲").And.NotContain("correct horse").And.NotContain("box-secret");
        audit.Should().HaveCount(3);
        audit[0].Should().Be("""
            li save settings test.mailbox {"host":"","port":25,"password":"","boxes":[]} → {"host":"smtp.example.com","port":25,"password":"•••","boxes":[{"name":"甲","key":"•••"},{"name":"乙","key":""}]} (secrets changed)
            """);
        audit[1].Should().EndWith("(secrets changed)");
        audit[2].Should().Contain("\"port\":25").And.Contain("\"port\":587").And.EndWith("}", "no secret is other than before");
        audit.Should().OnlyContain(static entry => !entry.Contains("hunter2", StringComparison.Ordinal) && !entry.Contains("horse", StringComparison.Ordinal));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task SaveAsync_TwoEditors_TheSecondIsToldAndNothingIsOverwritten(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        var store = Store(database);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(index => Task.Run(() => Store(database).SaveAsync(Given with { Port = 100 + index }, 0, "li"))));
        var late = await store.SaveAsync(Given with { Port = 7 }, 0, "han");

        answers.Count(static answer => answer.Outcome == SaveOutcome.Done).Should().Be(1);
        var winner = answers.Single(static answer => answer.Outcome == SaveOutcome.Done).Current!.Value.Port;
        answers.Should().OnlyContain(answer => answer.Current!.Value.Port == winner && answer.Current.Version == 1);
        (late.Outcome, late.Current!.Value.Port).Should().Be((SaveOutcome.ChangedMeanwhile, winner));
        (await QueryAsync(database, "SELECT actor FROM audit")).Should().Equal("li");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task SaveAsync_Unchanged_WritesNothing(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        var store = Store(database);
        await store.SaveAsync(Given, 0, "li");

        var again = await store.SaveAsync(Given with { }, 1, "li");

        (again.Outcome, again.Current!.Version).Should().Be((SaveOutcome.Done, 1));
        (await QueryAsync(database, "SELECT actor FROM audit")).Should().HaveCount(1);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task ReadAsync_WhatAnotherProcessSaved_IsNoticedWithinTenSeconds(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        var (here, there) = (Store(database), Store(database));
        var noticed = new List<string>();
        await here.SaveAsync(Given, 0, "li");
        await here.ReadAsync<MailboxSettings>();
        here.Changed += noticed.Add;

        await there.ReadAsync<MailboxSettings>();
        await there.SaveAsync(Given with { Port = 587 }, 1, "han");
        var atOnce = (await here.ReadAsync<MailboxSettings>()).Value.Port;
        _time.Advance(SettingsStore.Freshness);
        var later = (await here.ReadAsync<MailboxSettings>()).Value.Port;

        (atOnce, later, (await there.ReadAsync<MailboxSettings>()).Value.Port).Should().Be((25, 587, 587), "it is read from memory first");
        SettingsStore.Freshness.Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(10));
        noticed.Should().Equal(MailboxSettings.Name);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task ReadAsync_WithoutTheKey_GivesEverythingButTheSecrets(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        await Store(database).SaveAsync(Given, 0, "li");

        var read = await new SettingsStore(database, new(new EphemeralDataProtectionProvider(), NullLogger<SettingsText>.Instance), _time).ReadAsync<MailboxSettings>();

        (read.Value.Host, read.Value.Password, read.Value.Boxes[0].Key).Should().Be(("smtp.example.com", "", ""));
    }

    private SettingsStore Store(PortalTestDatabase database) => new(database, new(_keys, NullLogger<SettingsText>.Instance), _time);

    private static Task<IReadOnlyList<string>> QueryAsync(PortalTestDatabase database, string sql) => database.Database.Database.ReadAsync(session => session.QueryAsync<string>(sql));

    private sealed record MailboxSettings : ISettings
    {
        public static string Name => "test.mailbox";

        public string Host { get; init; } = "";

        public int Port { get; init; } = 25;

        [Secret]
        public string Password { get; init; } = "";

        public ImmutableArray<Box> Boxes { get; init; } = [];
    }

    private sealed record Box(string Name, [property: Secret] string Key);
}
