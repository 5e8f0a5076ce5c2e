using Microsoft.AspNetCore.Components;
using Qa.Portal.Platform.Access;
using Qa.Portal.Tests.Platform.Access;
using Qa.Portal.Ui;

namespace Qa.Portal.Tests.Ui;

public sealed class PersonPanelsTests
{
    private readonly PersonPanels _panels = new(new Reaches(new NoColleagues()));

    [Fact]
    public void All_Panels_AreComponentsOfAPersonWithAHeadingInBothLanguages()
    {
        foreach (var panel in PersonPanels.All)
        {
            panel.Component.Should().BeAssignableTo<IComponent>();
            panel.Component.GetProperty("Number")!.PropertyType.Should().Be<string>();
            TestActor.Permissions.All.Should().Contain(panel.Permission);
            var texts = new System.Resources.ResourceManager(panel.Texts);
            foreach (var language in new[] { "zh-CN", "en-US" })
                texts.GetString(panel.TextKey, new(language)).Should().NotBeNullOrEmpty("of {0}", panel.TextKey);
        }

        PersonPanels.All.Select(static panel => panel.Order).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData(DataScope.All, "A1", 4)]
    [InlineData(DataScope.Own, "A1", 4)]
    [InlineData(DataScope.Own, "A2", 0)]
    public async Task OfAsync_WithAReach_AreThoseOfWhomItCovers(DataScope scope, string number, int count)
    {
        var actor = TestActor.With("wang", scope, "people.read", "accounts.read", "interactions.read") with { AgentId = "A1" };

        (await _panels.OfAsync(number, actor)).Should().HaveCount(count);
        (await _panels.OfAsync(number, TestActor.With("wang", scope, "calendar.read") with { AgentId = "A1" })).Should().BeEmpty();
    }
}
