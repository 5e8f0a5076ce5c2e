using Qa.Portal.Commands.Scoring;

namespace Qa.Portal.Tests.Commands.Scoring;

public sealed class RecentIdsTests
{
    [Fact]
    public void Add_SameAndOtherContent_AreToldApart()
    {
        var ids = new RecentIds();

        ids.Add(1, 10, line: 1, out _).Should().Be(Repetition.None);
        ids.Add(1, 10, line: 2, out var same).Should().Be(Repetition.Same);
        ids.Add(1, 11, line: 3, out var different).Should().Be(Repetition.Different);
        (same, different).Should().Be((1, 1));
    }

    [Fact]
    public void Add_MoreThanTheCapacity_ForgetsTheOldest()
    {
        var ids = new RecentIds(capacity: 2);
        for (var id = 1; id <= 3; id++)
            ids.Add((UInt128)id, 0, id, out _);

        ids.Add(3, 0, 4, out _).Should().Be(Repetition.Same);
        ids.Add(2, 0, 5, out _).Should().Be(Repetition.Same);
        ids.Add(1, 0, 6, out _).Should().Be(Repetition.None);
    }

    [Fact]
    public void Digest_LongestId_IsTaken() =>
        RecentIds.Digest(new string('编', 128)).Should().NotBe(RecentIds.Digest(new string('编', 127)));
}
