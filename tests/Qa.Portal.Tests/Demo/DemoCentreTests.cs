using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Qa.Grains.Inspection.Results;
using Qa.Portal.Commands;
using Qa.Portal.Data;
using Qa.Portal.Modules.Calendar;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Tests.Commands;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Demo;

/// <summary>What somebody finds who looks around: of the samples in the repository, as ./run makes it.</summary>
public sealed class DemoCentreTests
{
    [Fact]
    public async Task Demo_OfTheSamples_IsACentreWithTwoWeeksOfWork()
    {
        await using var server = await TestServer.StartAsync(demo: RepositoryFile.At("samples"));
        await server.PasswordOfAsync("agent");
        await using (var context = await server.Service<IDbContextFactory<PortalContext>>().CreateDbContextAsync())
        {
            (await context.Set<Person>().CountAsync()).Should().Be(80);
            (await context.Set<Group>().CountAsync()).Should().Be(6);
            (await context.Set<Department>().Where(static department => department.ParentId != null).CountAsync()).Should().Be(3);
            (await context.Set<CalendarDay>().CountAsync(static day => day.Kind == DayKind.Holiday)).Should().Be(33);
            (await context.Set<Leadership>().CountAsync()).Should().Be(9, "every group and department has its leader");
        }

        // It waits for the sets, so that whatever comes is scored.
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.At("token"), $"{TestServer.Author} {TestServer.TokenOf(TestServer.Author)}");
        var sets = ((string[])["standard", "expert", "im"]).Select(static set => RepositoryFile.At($"rulesets/{set}.yaml"));
        var published = await CommandRun.Of(["publish", .. sets, "--server", server.Address.ToString(), "--token-file", folder.At("token")]);
        published.ExitCode.Should().Be(ExitCode.Ok, published.Error);
        var lists = server.Service<InteractionLists>();
        await Eventually.Of(() => lists.CountAsync(new() { IdPrefix = "demo-" }), static count => count > 500);
        await Eventually.Of(() => lists.CountAsync(new() { IdPrefix = "demo-", Result = ResultCondition.Unscored }), static count => count == 0);
        var own = await server.As().GetFromJsonAsync<JsonElement>("/api/v1/people?search=A1001");
        own.GetProperty("people")[0].GetProperty("name").GetString().Should().Be("纪晓棠");
    }
}
