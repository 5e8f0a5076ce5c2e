using Qa.Grains.Inspection.Leases;
using Qa.Grains.Publication.Log;

namespace Qa.Grains.Tests.Inspection;

/// <summary>Which version a task holds, around the end of its lease.</summary>
public class LeaseRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly RuleSetHead Head = new("voice", true, 7, 70, 60, Start);
    private static readonly VersionLease Held = new(3, 5, 50, Start, Start.AddSeconds(60), LeaseReason.Start);

    [Fact]
    public void At_TaskThatStarts_TakesWhatIsInForce() =>
        LeaseRules.At(null, Head, wholeSetSince: false, Start).Should().Be(new VersionLease(1, 7, 70, Start, Start.AddSeconds(60), LeaseReason.Start));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void At_LastMomentOfTheLease_KeepsIt(bool wholeSetSince) =>
        LeaseRules.At(Held, Head, wholeSetSince, Held.EndsAt.AddTicks(-1)).Should().BeSameAs(Held);

    [Fact]
    public void At_EndOfTheLeaseWithoutAWholeSet_RenewsTheSameVersion() =>
        LeaseRules.At(Held, Head, wholeSetSince: false, Held.EndsAt).Should()
            .Be(new VersionLease(4, 5, 50, Held.EndsAt, Held.EndsAt.AddSeconds(60), LeaseReason.Renewal));

    [Fact]
    public void At_EndOfTheLeaseAfterAWholeSet_TakesWhatIsInForceNow() =>
        LeaseRules.At(Held, Head, wholeSetSince: true, Held.EndsAt).Should()
            .Be(new VersionLease(4, 7, 70, Held.EndsAt, Held.EndsAt.AddSeconds(60), LeaseReason.Publication));

    [Fact]
    public void At_LongAfterTheLease_BeginsTheNextOneNow()
    {
        var lease = LeaseRules.At(Held, Head with { LeaseSeconds = 5 }, wholeSetSince: false, Start.AddHours(1));

        (lease.StartsAt, lease.EndsAt).Should().Be((Start.AddHours(1), Start.AddHours(1).AddSeconds(5)));
    }
}
