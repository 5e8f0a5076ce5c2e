using System.Runtime.InteropServices;
using Qa.Grains.Inspection.Results;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Privacy;
using Qa.Portal.Platform.Search;
using Qa.Rules.Interactions;
using Qa.Rules.Matching;

namespace Qa.Portal.Modules.NormSets.Suggesting;

/// <summary>
/// What agents and customers said instead of a phrase, in the stored interactions that somebody may read: found by the full-text search, in
/// a bounded number of those that came in last.
/// </summary>
internal sealed class PhraseSuggestions(SearchIndex index, InteractionArchive archive, Reaches reaches, TimeProvider time)
{
    /// <summary>Interactions that are looked at, at most.</summary>
    public const int MaximumLooked = 2_000;

    /// <summary>Suggestions of one search.</summary>
    public const int MaximumShown = 40;

    /// <summary>Days back.</summary>
    public const int MaximumDays = 365;

    /// <summary>Phrases that are there already.</summary>
    public const int MaximumPresent = 20_000;

    private const string Interactions = "interactions.read";

    private const int ReadAtOnce = 100;

    // A sentence as an example shows it, with what stands around the hit.
    private const int SentenceLength = 120;
    private const int LeadLength = 40;

    /// <param name="present">Phrases that the list has, with those of its lexicons.</param>
    /// <param name="bySound">Whether the norm finds these by sound, too.</param>
    /// <param name="days">1 to <see cref="MaximumDays"/>.</param>
    /// <returns>Null for a phrase that is not two or more Han characters.</returns>
    public async Task<SuggestionReport?> FindAsync(string phrase, IReadOnlyCollection<string> present, bool bySound, int days, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Publish);
        actor.Require(Interactions);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MaximumDays);
        var reach = await reaches.OfAsync(actor, Interactions, cancellation);

        // Not on the page's thread, which types on meanwhile.
        return await Task.Run(() => FindAsync(phrase, present, bySound, days, reach, cancellation), cancellation);
    }

    private async Task<SuggestionReport?> FindAsync(string phrase, IReadOnlyCollection<string> present, bool bySound, int days, Reach reach, CancellationToken cancellation)
    {
        if (PhraseVariants.Of(phrase, present, bySound) is not { } variants)
            return null;
        var scope = reach.IsAll ? SearchScope.All : SearchScope.Of(agents: reach.Agents);
        var (ids, looked, hasMore) = await index.NewestWithAnyAsync(
            variants.Pairs, SearchDocument.Interaction, scope, time.GetUtcNow().AddDays(-days), compared => HasAny(compared, variants, cancellation), MaximumLooked, cancellation);
        var found = new Dictionary<string, PhraseSuggestion>(StringComparer.Ordinal);
        foreach (var some in ids.Chunk(ReadAtOnce))
        {
            var read = (await archive.NewestAsync(some, cancellation)).ToDictionary(static each => each.Id, static each => InteractionReader.Read(each.Content).Interaction, StringComparer.Ordinal);
            foreach (var interaction in some.Select(read.GetValueOrDefault).OfType<Interaction>().Where(interaction => reach.Covers(interaction.Agent.Id)))
                Count(interaction, variants, found, cancellation);
        }

        return new(
            looked, hasMore,
            [.. found.Values.OrderByDescending(static each => each.Agent + each.Customer).ThenBy(static each => each.Kind).ThenBy(static each => each.Text, StringComparer.Ordinal).Take(MaximumShown)]);
    }

    private static bool HasAny(string compared, PhraseVariants variants, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return compared.Split(SearchText.LineEnd).Any(line => !variants.Find(line).IsEmpty);
    }

    private static void Count(Interaction interaction, PhraseVariants variants, Dictionary<string, PhraseSuggestion> found, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var (number, turn) in interaction.Turns.Index().Where(static each => each.Item.Role != Role.System))
        {
            var normalised = TextNormaliser.NormaliseWithPositions(turn.Text);
            foreach (var variant in variants.Find(normalised.Text))
            {
                ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(found, variant.Text, out var isKnown);
                if (!isKnown)
                    known = new(variant.Text, variant.Kind, 0, 0, ExampleOf(interaction.Id, number, turn.Text, normalised.ToOriginal(variant.Start, variant.Text.Length)));
                known = turn.Role == Role.Agent ? known! with { Agent = known.Agent + 1 } : known! with { Customer = known.Customer + 1 };
            }
        }
    }

    private static SuggestionExample ExampleOf(string interaction, int turn, string said, (int Start, int Length) place)
    {
        var from = said.Length <= SentenceLength ? 0 : Math.Max(0, place.Start - LeadLength);
        var to = Math.Min(said.Length, Math.Max(from + SentenceLength, place.Start + place.Length));
        if (from > 0 && char.IsLowSurrogate(said[from]))
            from++;
        if (to < said.Length && char.IsLowSurrogate(said[to]))
            to--;
        return new(interaction, turn, PhoneMask.InText(said)[from..to], place.Start - from, place.Length);
    }
}
