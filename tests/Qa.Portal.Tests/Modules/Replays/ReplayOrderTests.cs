using Qa.Grains.Replay;
using Qa.Portal.Modules.Replays;
using Qa.Portal.Platform;

namespace Qa.Portal.Tests.Modules.Replays;

/// <summary>A form that was filled in, changed and filled in again asks only for what its kind asks.</summary>
public sealed class ReplayOrderTests
{
    private static readonly CentreTime Centre = new(TimeZoneInfo.CreateCustomTimeZone("+8", TimeSpan.FromHours(8), "+8", "+8"), TimeProvider.System);

    [Fact]
    public void ToRequest_OfEachKind_LeavesOutWhatTheOthersAskFor()
    {
        var order = new ReplayOrder { Interaction = " c-1 ", RuleSet = "chats", Task = 3, Version = 2, Baseline = 1, From = new(2026, 10, 1), To = new(2026, 10, 2) };
        var (from, to) = (new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.FromHours(8)), new DateTimeOffset(2026, 10, 3, 0, 0, 0, TimeSpan.FromHours(8)));

        Of(ReplayOrderKind.Result).Should().Be(new ReplayRequest("chats", "c-1"));
        Of(ReplayOrderKind.Period).Should().Be(new ReplayRequest("chats", Task: 3, From: from, To: to));
        Of(ReplayOrderKind.Version).Should().Be(new ReplayRequest("chats", "c-1", From: from, To: to, Version: 2, Baseline: 1));
        new ReplayOrder { Kind = ReplayOrderKind.Period }.ToRequest(Centre).Should().Be(new ReplayRequest(), "nothing named is everything");

        ReplayRequest Of(ReplayOrderKind kind)
        {
            order.Kind = kind;
            return order.ToRequest(Centre);
        }
    }
}
