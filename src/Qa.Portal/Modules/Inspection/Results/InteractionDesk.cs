using System.Collections.Immutable;
using System.Globalization;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Storage;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;
using Qa.Portal.Ui.Lists;
using Qa.Rules.Interactions;

namespace Qa.Portal.Modules.Inspection.Results;

/// <summary>Interactions and what they came to, for those who look at them: nobody sees those of an agent out of reach.</summary>
internal sealed class InteractionDesk(InteractionLists lists, InteractionArchive archive, VersionCatalogue versions, CompiledVersions trees, Reaches reaches, CentreTime centre)
{
    public const string Read = "interactions.read";

    public const string Export = "interactions.export";

    /// <summary>Most interactions of one sheet.</summary>
    public const int MaximumExported = 100_000;

    private const int ReadAtOnce = 1_000;

    /// <summary>Longest beginning of an id that is looked for, in characters: that of an id.</summary>
    public const int MaximumIdLength = 128;

    /// <summary>A page of the list that an address describes.</summary>
    public async Task<ListRows<ListedInteraction>> PageAsync(ListQuery query, Actor actor, CancellationToken cancellation = default)
    {
        var filter = await FilterOfAsync(query, actor, cancellation);
        var rows = await lists.ListAsync(filter, query.Sort is null || query.IsDescending, query.Skip, ListQuery.PageSize + 1, cancellation);
        if (rows.Count <= ListQuery.PageSize && (rows.Count > 0 || query.Page == 1))
            return new(rows, query.Skip + rows.Count);

        // By what results came to, counting means looking at the results of all that are not shown, too.
        var page = rows.Take(ListQuery.PageSize).ToList();
        if (filter.AsksForResults)
            return new(page, query.Skip + rows.Count) { IsAtLeast = true };
        var count = await lists.CountAsync(filter, cancellation);
        return new(page, count) { IsAtLeast = count >= InteractionLists.MaximumCount };
    }

    /// <summary>All that the list shows, for a sheet.</summary>
    /// <returns>Null where they are more than <see cref="MaximumExported"/>.</returns>
    public async Task<IReadOnlyList<ListedInteraction>?> ReadAllAsync(ListQuery query, Actor actor, CancellationToken cancellation = default)
    {
        var filter = await FilterOfAsync(query, actor, cancellation);
        var found = new List<ListedInteraction>();
        while (true)
        {
            var rows = await lists.ListAsync(filter, query.Sort is null || query.IsDescending, found.Count, ReadAtOnce, cancellation);
            found.AddRange(rows);
            if (found.Count > MaximumExported)
                return null;
            if (rows.Count < ReadAtOnce)
                return found;
        }
    }

    /// <summary>What somebody may see of the interactions that an address describes.</summary>
    public async Task<InteractionFilter> FilterOfAsync(ListQuery query, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(Read);
        var reach = await reaches.OfAsync(actor, Read, cancellation);
        return new()
        {
            IdPrefix = query.Search.Length is 0 or > MaximumIdLength ? null : query.Search,
            From = centre.StartOf(query["from"]),
            To = centre.EndOf(query["to"]),
            Reach = reach.IsAll ? null : reach.Agents,
            Agent = query["agent"],
            AgentGroup = query["group"],
            Channel = query["channel"],
            BusinessLine = query["line"],
            RuleSet = query["set"],
            Version = long.TryParse(query["version"]?.TrimStart('v', 'V'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null,
            Result = Enum.TryParse<ResultCondition>(query["result"], out var result) && Enum.IsDefined(result) ? result : null,
            ScoreBelow = decimal.TryParse(query["below"], NumberStyles.Number, CultureInfo.InvariantCulture, out var below) ? below : null,
        };
    }

    /// <summary>One interaction, whole; null where there is none within reach.</summary>
    public async Task<InteractionSight?> FindAsync(string id, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(Read);
        var reach = await reaches.OfAsync(actor, Read, cancellation);
        if (await archive.FindAsync(id) is not { } stored || InteractionReader.Read(stored.Content).Interaction is not { } interaction || !reach.Covers(interaction.Agent.Id))
            return null;
        var results = await ResultsAsync([id]);
        return new(interaction, stored.Revision, stored.Hash, UtcTicks.ToTime(stored.ReceivedAt), [.. results.Select(static each => each.Result)]) { IsErased = stored.Erasure is not null };
    }

    /// <summary>The newest results of interactions, whole.</summary>
    /// <param name="ids">Within reach, as a page or a search has shown them.</param>
    public async Task<IReadOnlyList<(string Interaction, ResultSight Result)>> ResultsAsync(IReadOnlyCollection<string> ids)
    {
        var cards = await archive.NewestScorecardsAsync(ids);
        var words = new Dictionary<(string RuleSet, long Version), TreeWords>();
        foreach (var key in cards.Select(static card => (card.RuleSet, card.Version)).Distinct())
            words.Add(key, TreeWords.Of((await trees.GetAsync(key.RuleSet, key.Version)).Tree));
        return [.. cards.Select(card => (card.Interaction, ResultSight.Of(card, words[(card.RuleSet, card.Version)])))];
    }

    /// <summary>The sets by which results can be filtered.</summary>
    public async Task<ImmutableArray<string>> SetsAsync() => [.. (await versions.ListSetsAsync()).Select(static set => set.RuleSet)];
}
