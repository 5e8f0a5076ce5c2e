using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Grains.Live;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Problems;
using Qa.Portal.Platform.Serving.Limits;

namespace Qa.Portal.Modules.LiveInspection;

/// <summary>Inspection while the conversation goes on (事中质检).</summary>
internal static class LiveEndpoints
{
    private static readonly TimeSpan LifeSign = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder api)
    {
        var live = api.MapGroup("/live").WithTags("Live inspection");
        live.MapPost("/{id}/turns", AddTurnAsync).LimitedAs(RequestKind.Intake).WithSummary("Store the next turn of a conversation and judge it at once; the first comes with the interaction's other fields, and one sent again is the same").Requires("live.send");
        live.MapPost("/{id}/end", EndAsync).LimitedAs(RequestKind.Intake).WithSummary("End a conversation: it becomes an interaction, with the scorecards of the whole").Requires("live.send");
        live.MapGet("/alerts", AlertsAsync).WithSummary("Alerts as they are raised, as server-sent events; Last-Event-ID goes on after a cut").Requires("live.read");
    }

    private static async Task<IResult> AddTurnAsync(string id, LiveTurnRequest request, IGrainFactory grains)
    {
        var answer = await grains.GetGrain<ILiveInteractionGrain>(id).AddTurnAsync(
            new(request.Index, request.Interaction?.GetRawText(), request.Turn.GetRawText()));
        return answer.Succeeded ? TypedResults.Ok(answer.Value) : Problem.Of(answer.Refusal);
    }

    private static async Task<IResult> EndAsync(string id, IGrainFactory grains)
    {
        var answer = await grains.GetGrain<ILiveInteractionGrain>(id).EndAsync();
        return answer.Succeeded
            ? TypedResults.Ok(new LiveResultView(answer.Value.Interaction, answer.Value.Hash, [.. answer.Value.Scorecards.Select(static card => JsonDocument.Parse(card).RootElement)]))
            : Problem.Of(answer.Refusal);
    }

    private static async Task<IResult> AlertsAsync(HttpRequest request, LiveAlertFeed feed, Actor actor, Reaches reaches, CancellationToken cancellation)
    {
        var reach = await reaches.OfAsync(actor, "live.read", cancellation);
        var sent = request.Headers["Last-Event-ID"].ToString();
        if (sent.Length == 0)
            return TypedResults.ServerSentEvents(EventsAsync(feed, null, reach, cancellation));
        return long.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? TypedResults.ServerSentEvents(EventsAsync(feed, last, reach, cancellation))
            : Problem.Of(400, "invalid-request", $"found the Last-Event-ID '{sent}', expected the number of an alert");
    }

    private static async IAsyncEnumerable<SseItem<LiveAlert?>> EventsAsync(LiveAlertFeed feed, long? after, Reach reach, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var alert in feed.ReadAsync(after, LifeSign, cancellation))
        {
            // Alerts of others are not told of; that the connection lives is.
            if (alert is not null && !reach.Covers(alert.Agent))
                continue;
            yield return alert is null
                ? new(null, "alive")
                : new(alert, "alert") { EventId = alert.Number.ToString(CultureInfo.InvariantCulture) };
        }
    }
}
