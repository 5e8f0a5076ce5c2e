using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Qa.Grains.Replay;

namespace Qa.Grains.Tests.Replay;

/// <summary>Replays that an earlier program stored are read by this one.</summary>
public class StoredReplayTests
{
    // Written on 2026-11-27 by commit 2a2591d, before reports told of groups, of versions and of single scorecards.
    private const string Impact =
        "IOgg6CDoQAt2b2ljZcEBwQEhgACoc4L2N98IgQAAAAAAAAAA4MEBAQkBBeBBD2F1ZGl0b3IJFQUhgACoc4L2N98IgQAAAAAAAAAA4CGAAO42pvY33wiBAAAAAAAAAADgAQ0BDcEBIegADQEJAQUBAQEFAQGBAAAAAACAVkCBAAAAAAAATkAhIAADIehAIWZvcmJpZGRlbi9waHJhc2UBCYEAAAAAAAAUwCEgAAMh6EAHbWV0QRF2aW9sYXRlZAEJ4ODg4ODgISAAAyHoQAdhLTEBDQEJAQEBBYEAAAAAAIBWQIEAAAAAAABOQODg4CEgAAMh6EAHaS0xwWdBIQAAAAAAAAAAZAAAAAAAAABBIQAAAAAAAAAAAAAAAAAAAAABAQED4ODg4MEB4OA=";

    private const string Sameness =
        "IOgg6CDowAFBB2ktMcEBwQHBAcEBwQHgQQ9hdWRpdG9yCRUFIYAAqHOC9jffCIEAAAAAAAAAAOAhgADuNqb2N98IgQAAAAAAAAAA4AEJAQkh6AAJAQUhIAADIejACwEFQQ92b2ljZUAxQWFmb3VuZCBhbm90aGVyIHNjb3JlY2FyZCwgZXhwZWN0ZWQgdGhlIHN0b3JlZCBvbmXg4OABAeDBAcEB4OA=";

    [Fact]
    public void Read_OfAnImpactBeforeThereWereGroups_HasNone()
    {
        var progress = Read(Impact);

        (progress.Author, progress.State, progress.TreeHash, progress.Engine).Should().Be(("auditor", ReplayState.Finished, null, null));
        (progress.Request.RuleSet, progress.Request.Version, progress.Request.Baseline, progress.Request.Draft, progress.Request.Sample, progress.Request.Seed).Should().Be(("voice", 2, 1, null, null, null));
        var report = progress.Impact!;
        (report.Count, report.VetoesGained, report.MeanAfter, report.Groups.Length, report.NoLongerFit, report.NewlyFit).Should().Be((3, 1, 60, 0, 0, 0));
        report.Norms.Single().Outcomes.Single().Should().BeEquivalentTo(new { Before = "met", After = "violated", Count = 2L, Examples = Array.Empty<string>() });
        JsonSerializer.Serialize(progress).Should().Contain("\"Groups\":[]");
    }

    [Fact]
    public void Read_OfASamenessBeforeThereWereCards_HasNone()
    {
        var report = Read(Sameness).Sameness!;

        (report.Count, report.Identical, report.Findings.Single().Version, report.Cards.Length, report.Versions.Length).Should().Be((2, 1, "voice@1", 0, 0));
        JsonSerializer.Serialize(report).Should().Contain("\"Cards\":[]");
    }

    private static ReplayProgress Read(string stored)
    {
        using var services = new ServiceCollection().AddSerializer(static builder => builder.AddAssembly(typeof(StoredReplay).Assembly)).BuildServiceProvider();
        return services.GetRequiredService<Serializer>().Deserialize<StoredReplay>(Convert.FromBase64String(stored))!.Progress!;
    }
}
