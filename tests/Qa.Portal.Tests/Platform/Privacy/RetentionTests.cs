using Qa.Grains.Tests.Storage;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Privacy;
using Qa.Portal.Platform.Privacy.Holds;
using Qa.Portal.Platform.Privacy.Retention;
using Qa.Portal.Platform.Search;
using Qa.Portal.Tests.Modules.Recordings;
using Qa.Portal.Tests.Platform.Access;

namespace Qa.Portal.Tests.Platform.Privacy;

public sealed class RetentionTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Night_OverTheirPeriods_ErasesEachKindOnItsOwnAndSparesWhatIsHeld(DatabaseKind kind)
    {
        await using var bench = await PrivacyBench.CreateAsync(kind);
        var old = bench.Time.GetUtcNow() - TimeSpan.FromDays(100);
        await bench.InteractionAsync("old", "13800138000", text: "旧的话", at: old);
        await bench.InteractionAsync("held", "13800138001", text: "保全的话", at: old);
        await bench.InteractionAsync("new", "13800138002", text: "新的话");
        var hash = await bench.RecordingAsync("call", TestRecordings.Bytes(10), "13800138003");
        bench.Time.Advance(TimeSpan.FromDays(40));
        await bench.Holds.PlaceAsync(new HoldForm(HoldKind.Number, "13800138001", "投诉").Checked().Form!, TestActor.Named("han"));
        var clock = new PrivacyClock(bench.Retention, bench.Requests, bench.Centre, bench.Time, Microsoft.Extensions.Logging.Abstractions.NullLogger<PrivacyClock>.Instance);
        await clock.LookAsync(default);
        await bench.RunJobsAsync();
        var kept = await bench.EverythingAsync();
        await bench.Retention.SaveAsync(new() { SoundDays = 30, TextDays = 90, SearchDays = 30 }, 0, TestActor.Named("han"));
        var forecast = await bench.Retention.ForecastAsync();
        bench.Time.Advance(TimeSpan.FromDays(1));

        (await bench.Retention.StartNightAsync()).Should().BeTrue();
        (await bench.Retention.StartNightAsync()).Should().BeFalse("each night once, whichever process begins it");
        await bench.RunJobsAsync();

        kept.Should().Contain("旧的话", "without a period everything is kept");
        forecast.Should().Equal(new("sound", 30, 1, 0), new("text", 90, 2, 1), new("evidence", null, 0, 0), new("attachments", null, 0, 0), new RetentionForecast("search", 30, 3, 0));
        bench.Recordings.Invoking(store => store.Open(hash)).Should().Throw<IOException>();
        (await bench.ReadAsync<long>("SELECT count(*) FROM interaction WHERE erasure IS NOT NULL")).Should().Be(1);
        (await bench.ReadAsync<long>("SELECT count(*) FROM scorecard WHERE erasure IS NOT NULL")).Should().Be(0, "evidence has no period");
        (await bench.ReadAsync<long>("SELECT count(*) FROM recording WHERE transcript IS NOT NULL")).Should().Be(1, "the text of the recording is not over its period");
        (await bench.Index.FindAsync(SearchQuery.Parse("的话").Query!, [], SearchScope.All, new(1))).Hits.Should().BeEmpty();
        var (night, counts) = (await bench.Retention.NightsAsync())[0];
        (night.EndedAt is not null, counts["interaction"], counts["sound"]).Should().Be((true, 1, 1));
    }

    [Fact]
    public async Task Night_WhoseProcessEndedBeforeItsJobBegan_IsBegunByALaterLook()
    {
        await using var bench = await PrivacyBench.CreateAsync(DatabaseKind.Sqlite);
        await using (var context = bench.Portal.CreateDbContext())
        {
            context.Add(new RetentionNight { Date = bench.Centre.Today, StartedAt = bench.Time.GetUtcNow() });
            await context.SaveChangesAsync();
        }

        (await bench.Retention.StartNightAsync()).Should().BeFalse("another process is about to start the job");
        bench.Time.Advance(RetentionDesk.LongestStart + TimeSpan.FromSeconds(1));
        (await bench.Retention.StartNightAsync()).Should().BeTrue();
        (await bench.Retention.StartNightAsync()).Should().BeFalse();
        await bench.RunJobsAsync();

        (await bench.Retention.NightsAsync()).Single().Night.EndedAt.Should().NotBeNull();
    }

    [Fact]
    public async Task Save_BadPeriodsOrWithoutPermission_IsRefused()
    {
        await using var bench = await PrivacyBench.CreateAsync(DatabaseKind.Sqlite);
        new RetentionSettings { TextDays = 0, JobDays = 40_000 }.Errors().Should().Equal("textDays: found 0, expected 1 to 36500", "jobDays: found 40000, expected 1 to 36500");
        var refused = () => bench.Retention.SaveAsync(new(), 0, TestActor.With("li", Qa.Portal.Platform.Access.DataScope.All, "privacy.read"));

        await refused.Should().ThrowAsync<Qa.Portal.Platform.Access.NotAllowedException>();
        (await bench.Retention.SaveAsync(new() { TextDays = 5 }, 7, TestActor.Named("li"))).Outcome.Should().Be(SaveOutcome.ChangedMeanwhile);
    }

    [Theory]
    [InlineData(HoldKind.Interaction, "", "r", "target: found 0 characters, expected 1 to 128")]
    [InlineData(HoldKind.Number, "abc", "r", "target: found no number, expected a number of 5 to 20 digits")]
    [InlineData(HoldKind.Agent, "7", " ", "reason: found 0 characters, expected 1 to 500")]
    [InlineData(HoldKind.Period, "", "r", "from, to: found a period without both, expected both")]
    public void Checked_BadHold_SaysWhatWasExpected(HoldKind kind, string target, string reason, string fault) => new HoldForm(kind, target, reason).Checked().Faults.Should().Equal(fault);

    [Theory]
    [InlineData("+86 138-0013-8000", "13800138000")]
    [InlineData("008613800138000", "13800138000")]
    [InlineData("１３８００１３８０００", "13800138000")]
    [InlineData("010-8888 8888", "01088888888")]
    [InlineData("8613", null)]
    [InlineData(null, null)]
    public void Of_Number_IsItsDigitsHoweverWritten(string? written, string? number) => CustomerNumber.Of(written).Should().Be(number);
}
