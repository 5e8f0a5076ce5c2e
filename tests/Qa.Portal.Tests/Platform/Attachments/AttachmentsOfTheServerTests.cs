using System.Net;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Platform.Attachments;

[Collection(nameof(PlainServer))]
public sealed class AttachmentsOfTheServerTests(PlainServer plain)
{
    [Fact]
    public async Task Server_HasTheEndpoints_AndNoKindThatIsNotRegistered()
    {
        var answer = await plain.Server.As().GetAsync("/api/v1/attachments?kind=note&id=1");

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await TestServer.JsonOf(answer)).GetProperty("detail").GetString().Should().Be("there is nothing of the kind 'note' with the id '1' to which files are attached");
    }
}
