using System.Collections.Immutable;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Loading;
using Qa.Rules.Trees.Reading;

namespace Qa.Portal.Commands.Cases;

/// <summary>Reads one case: its dialogue and what is asked of the norm.</summary>
internal sealed class NormCaseReader(LoadContext context)
{
    private static readonly KeySet Keys = new("note", "channel", "attributes", "businessLine", "turns", "texts", "outcome");

    private static readonly Choices<Channel> Channels =
        new(("voice", Channel.Voice), ("chat", Channel.Chat), ("email", Channel.Email));

    private static readonly Choices<Outcome> HitOutcomes =
        new(("violated", Outcome.Violated), ("rewarded", Outcome.Rewarded));

    private static readonly Choices<Outcome> MissOutcomes = new(
        ("met", Outcome.Met), ("notApplicable", Outcome.NotApplicable), ("uncertain", Outcome.Uncertain), ("notMeasurable", Outcome.NotMeasurable));

    private readonly TurnNotation _turns = new(context);

    public NormCase? Read(DocumentNode node, bool mustHit)
    {
        if (Fields.Open(context, node, mustHit ? "hit" : "miss", Keys) is not { } fields)
            return null;
        var turns = fields.Required("turns") is { } list ? ReadTurns(list) : [];
        return new(
            fields.Position,
            mustHit,
            fields["note"] is { } note ? context.Text(note, "note") : null,
            fields["outcome"] is { } outcome ? context.Choice(outcome, "outcome", mustHit ? HitOutcomes : MissOutcomes) : null,
            fields["texts"] is { } texts ? ReadTexts(texts) : null,
            fields["channel"] is { } channel ? context.Choice(channel, "channel", Channels) : null,
            fields["businessLine"] is { } line ? context.Text(line, "businessLine") : null,
            fields["attributes"] is { } attributes ? ReadAttributes(attributes) : ImmutableSortedDictionary.Create<string, AttributeValue>(StringComparer.Ordinal),
            turns);
    }

    // An empty list is a dialogue too: nobody said anything.
    private ImmutableArray<Turn> ReadTurns(DocumentNode node)
    {
        if (context.ReportProblem(node, "turns"))
            return [];
        if (node is DocumentSequence list)
            return [.. list.Items.Select(_turns.Read).OfType<Turn>()];
        context.ReportValue(node, "turns", "a list of turns");
        return [];
    }

    private ImmutableArray<string> ReadTexts(DocumentNode node)
    {
        if (context.ReportProblem(node, "texts"))
            return [];
        if (node is DocumentSequence list)
            return [.. list.Items.Select(item => context.Written(item, "texts"))];
        context.ReportValue(node, "texts", "a list of texts");
        return [];
    }

    private ImmutableSortedDictionary<string, AttributeValue> ReadAttributes(DocumentNode node)
    {
        var attributes = ImmutableSortedDictionary.CreateBuilder<string, AttributeValue>(StringComparer.Ordinal);
        if (context.ReportProblem(node, "attributes"))
            return attributes.ToImmutable();
        if (node is not DocumentMapping mapping)
        {
            context.ReportValue(node, "attributes", "a mapping");
            return attributes.ToImmutable();
        }

        foreach (var entry in mapping.Entries)
        {
            if (attributes.ContainsKey(entry.Key))
                context.Report(entry.KeyPosition, entry.Key, "a key given twice", "it once");
            else if (ValueOf(entry) is { } value)
                attributes.Add(entry.Key, value);
        }

        return attributes.ToImmutable();
    }

    private AttributeValue? ValueOf(DocumentEntry entry)
    {
        switch (entry.Value)
        {
            case DocumentScalar { Kind: ScalarKind.String } text:
                return AttributeValue.FromText(text.Text);
            case DocumentScalar { Kind: ScalarKind.Boolean } truth:
                return AttributeValue.FromBoolean(CoreSchema.IsTrue(truth.Text));
            case DocumentScalar { Kind: ScalarKind.Number } number:
                if (DocumentNumber.TryReadExact(number.Text, out var exact))
                    return AttributeValue.FromNumber(exact, number.Text);
                context.ReportValue(number, entry.Key, "a number with at most 15 significant digits");
                return null;
            default:
                context.ReportValue(entry.Value, entry.Key, "a text, a number or a boolean");
                return null;
        }
    }
}
