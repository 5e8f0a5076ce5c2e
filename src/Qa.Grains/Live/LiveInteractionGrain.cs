using System.Text.Json;
using Microsoft.Extensions.Logging;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Inspection.Leases;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Versions;
using Qa.Rules.Interactions;

namespace Qa.Grains.Live;

/// <inheritdoc cref="ILiveInteractionGrain"/>
internal sealed partial class LiveInteractionGrain(
    [PersistentState("live-conversation")] IPersistentState<LiveConversation> conversation,
    LiveStore store,
    Routing routing,
    CompiledVersions versions,
    VersionUses uses,
    LiveAlertFeed feed,
    LiveSettings settings,
    TimeProvider time,
    ILogger<LiveInteractionGrain> logger) : Grain, ILiveInteractionGrain
{
    private readonly List<string> _turns = [];

    // Evidence that has been told.
    private readonly HashSet<(string RuleSet, string Path, int Turn, int Start, int Length)> _told = [];

    private string Interaction => this.GetPrimaryKeyString();

    private bool HasBegun => conversation.State.Header.Length > 0;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!HasBegun)
            return;
        _turns.AddRange(await store.ReadTurnsAsync(Interaction));
        _told.UnionWith((await store.ReadAlertsAsync(Interaction)).Select(KeyOf));
    }

    public async Task<Answer<LiveTurnAnswer>> AddTurnAsync(LiveTurn turn)
    {
        if (turn.Index < _turns.Count)
            return Repeated(turn);
        if (!HasBegun && await store.IsStoredAsync(Interaction))
            return Refusal.Of(RefusalKind.Closed, $"interaction '{Interaction}' has ended; expected a new id");
        if (turn.Index > _turns.Count)
            return Refusal.Of(RefusalKind.OutOfOrder, Invariant($"turn {turn.Index}; expected turn {_turns.Count}, or one before it again"));
        var read = await ReadAsync(turn);
        if (!read.Succeeded)
            return read.Refusal;
        var (interaction, header) = (read.Value.Received.Interaction, read.Value.Header);
        var heads = (await store.ReadHeadsAsync()).Where(static head => head.IsOnline && head.Version is not null).ToDictionary(static head => head.RuleSet, StringComparer.Ordinal);
        await PinAsync(interaction, header, heads);
        var pins = conversation.State.Pins.Where(pin => heads.ContainsKey(pin.RuleSet)).ToList();
        var alerts = await JudgeAsync(pins, interaction);
        if (await store.AddTurnAsync(Interaction, turn.Index, turn.Turn, alerts) is not { } numbered)
        {
            // Another activation is at work on this conversation; the next call reads what it has stored.
            DeactivateOnIdle();
            return Refusal.Of(RefusalKind.OutOfOrder, Invariant($"turn {turn.Index} was stored from elsewhere at this moment; expected the same turn once more"));
        }

        _turns.Add(turn.Turn);
        _told.UnionWith(alerts.Select(KeyOf));
        if (alerts.Count > 0)
            feed.Raise();
        return new LiveTurnAnswer(turn.Index, false, [.. pins.Select(static pin => new VersionKey(pin.RuleSet, pin.Lease.Version).ToString())], [.. numbered]);
    }

    public async Task<Answer<LiveResult>> EndAsync()
    {
        if (!HasBegun || _turns.Count == 0)
            return await store.ResultAsync(Interaction) is { } before ? before : Refusal.Of(RefusalKind.NotFound, $"there is no conversation '{Interaction}'");
        var received = ReceivedInteraction.Read(ConversationJson.Whole(conversation.State.Header, _turns)).Received!;
        var online = (await store.ReadHeadsAsync()).Where(static head => head.IsOnline).Select(static head => head.RuleSet).ToHashSet(StringComparer.Ordinal);
        var routes = (await routing.ReadAsync(default)).Where(route => route.Admits(received.Interaction)).ToList();
        var result = await store.EndAsync(received, [.. conversation.State.Pins.Where(pin => online.Contains(pin.RuleSet))], routes);
        LogEnded(_turns.Count, result.Scorecards.Length);
        _turns.Clear();
        await conversation.ClearStateAsync();
        DeactivateOnIdle();
        return result;
    }

    public async Task EndIfIdleAsync()
    {
        if (await store.LastTurnAtAsync(Interaction) is { } last && time.GetUtcNow() - last >= settings.IdleTime)
            await EndAsync();
    }

    private Answer<LiveTurnAnswer> Repeated(LiveTurn turn) => IsSame(_turns[(int)turn.Index], turn.Turn)
        ? new LiveTurnAnswer(turn.Index, true, [.. conversation.State.Pins.Select(static pin => new VersionKey(pin.RuleSet, pin.Lease.Version).ToString())], [])
        : Refusal.Of(RefusalKind.OtherContent, Invariant($"turn {turn.Index} is stored with other content"));

    private static bool IsSame(string stored, string sent) =>
        string.Equals(stored, sent, StringComparison.Ordinal)
        || JsonElement.DeepEquals(JsonDocument.Parse(stored).RootElement, JsonDocument.Parse(sent).RootElement);

    private async Task<Answer<Conversation>> ReadAsync(LiveTurn turn)
    {
        var header = conversation.State.Header;
        if (HasBegun)
        {
            if (turn.Header is not null && turn.Index > 0)
                return Refusal.Of(RefusalKind.InvalidRequest, Invariant($"'interaction' with turn {turn.Index}; expected it with the first turn alone"));
        }
        else
        {
            if (turn.Header is null || ConversationJson.HeaderOf(Interaction, turn.Header) is not { } made)
                return Refusal.Of(RefusalKind.InvalidRequest, "the first turn comes with 'interaction': an interaction without 'id' and 'turns'");
            header = made;
        }

        var (received, errors) = ReceivedInteraction.Read(ConversationJson.Whole(header, _turns.Append(turn.Turn)));
        return received is null
            ? Refusal.Of(RefusalKind.InvalidRequest, string.Join("; ", errors.Select(static error => error.Message)))
            : new Conversation(received, header);
    }

    // Sets that are offline are taken when they are online again, and judge what was said till then at once.
    private async Task PinAsync(Interaction interaction, string header, Dictionary<string, RuleSetHead> online)
    {
        var now = time.GetUtcNow();
        var pinned = conversation.State.Pins;
        var added = (await routing.ReadAsync(default))
            .Where(route => online.ContainsKey(route.RuleSet) && route.Admits(interaction) && pinned.All(pin => pin.RuleSet != route.RuleSet))
            .Select(route => new LivePin(route.RuleSet, LeaseRules.At(null, online[route.RuleSet], wholeSetSince: false, now)))
            .ToList();
        if (HasBegun && added.Count == 0)
            return;
        conversation.State = new() { Header = header, Pins = [.. pinned, .. added] };
        await conversation.WriteStateAsync();
    }

    private async Task<List<LiveAlert>> JudgeAsync(IEnumerable<LivePin> pins, Interaction interaction)
    {
        var alerts = new List<LiveAlert>();
        foreach (var pin in pins)
        {
            await uses.NoteAsync(pin.RuleSet, pin.Lease.Version);
            var tree = await versions.GetAsync(pin.RuleSet, pin.Lease.Version);
            alerts.AddRange(LiveJudge.Judge(tree, pin.Lease.Version, interaction, time.GetUtcNow()).Where(alert => !_told.Contains(KeyOf(alert))));
        }

        return alerts;
    }

    private static (string RuleSet, string Path, int Turn, int Start, int Length) KeyOf(LiveAlert alert) =>
        (alert.RuleSet, alert.NormPath, alert.Turn, alert.Start, alert.Length);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A conversation of {Turns} turns ended with {Scorecards} scorecards")]
    private partial void LogEnded(int turns, int scorecards);

    private sealed record Conversation(ReceivedInteraction Received, string Header);
}
