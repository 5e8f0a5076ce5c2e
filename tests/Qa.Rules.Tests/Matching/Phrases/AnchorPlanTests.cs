using Qa.Rules.Matching.Phrases;

namespace Qa.Rules.Tests.Matching.Phrases;

public sealed class AnchorPlanTests
{
    [Fact]
    public void Choose_PatternsThatShareABigram_AnchorsThemElsewhere()
    {
        string[] patterns = ["您好一二", "您好三四", "您好五六", "您好七八", "您好九十"];

        var plan = AnchorPlan.Choose(patterns);

        Enumerable.Range(0, patterns.Length).Select(plan.AnchorOf).Should().OnlyContain(anchor => anchor != 0);
        plan.CrowdedSlots.Should().BeEmpty();
    }

    [Fact]
    public void Choose_SingleCharacter_HasNoAnchor()
    {
        var plan = AnchorPlan.Choose(["滚"]);

        plan.AnchorOf(0).Should().Be(-1);
        plan.HasRoom(0).Should().BeFalse();
        plan.IsCrowded(0).Should().BeFalse();
    }

    [Fact]
    public void Choose_MorePatternsThanASlotHolds_LeavesAllOfThemToTheAutomaton()
    {
        var patterns = Enumerable.Range(2, AnchorPlan.BucketCapacity + 1).Select(k => new string('a', k)).ToArray();

        var plan = AnchorPlan.Choose(patterns);

        Enumerable.Range(0, patterns.Length).Should().OnlyContain(p => plan.IsCrowded(p));
        plan.CrowdedSlots.Should().ContainSingle().Which.Value.Should().Be(patterns[^1].Length - plan.AnchorOf(patterns.Length - 1));
    }

    [Theory]
    [MemberData(nameof(HostileSets.Names), MemberType = typeof(HostileSets))]
    public void Choose_HostileSet_FillsNoSlotBeyondItsCapacity(string name)
    {
        var plan = AnchorPlan.Choose(HostileSets.Get(name).Patterns);

        // This bound is what keeps the work a character constant, whatever the patterns are.
        Enumerable.Range(0, 1 << plan.SlotBits).Max(plan.EntriesOf).Should().BeLessThanOrEqualTo(AnchorPlan.BucketCapacity);
    }
}
