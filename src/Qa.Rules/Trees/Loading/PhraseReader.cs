using System.Collections.Immutable;
using Qa.Rules.Matching;

namespace Qa.Rules.Trees.Loading;

/// <summary>Reads lists of phrases, puts lexicons in the place of <c>@name</c>, and counts what that comes to.</summary>
internal sealed class PhraseReader(LoadContext context, LexiconSet lexicons, int phrasesBefore)
{
    /// <summary>What an entry that stands for a lexicon begins with.</summary>
    public const char ReferenceMark = '@';

    /// <summary>Phrases so far, those of lexicons counted at every use; not above the limit while nothing was reported.</summary>
    public int Count { get; private set; } = phrasesBefore;

    /// <summary>A list in which <c>@name</c> stands for a lexicon.</summary>
    public ImmutableArray<string> List(DocumentNode node, string key)
    {
        var phrases = ImmutableArray.CreateBuilder<string>();
        foreach (var item in Items(context, node, key, "phrases"))
        {
            if (item is not DocumentScalar { Kind: ScalarKind.String, Text: [ReferenceMark, .. var name] })
                Add(phrases, item.Position, key, [Phrase(context, item, key)]);
            else if (lexicons.Find(name) is { } lexicon)
                Add(phrases, item.Position, key, [.. lexicon.Select(static phrase => phrase.Text)]);
            else
                context.ReportValue(item, key, $"the name of a lexicon{context.Suggestion(name, lexicons.Names)}");
        }

        return phrases.DrainToImmutable();
    }

    /// <summary>A list of scripts: texts like phrases, but <c>@</c> means nothing in them.</summary>
    public ImmutableArray<string> Scripts(DocumentNode node, string key)
    {
        var scripts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in Items(context, node, key, "scripts"))
            Add(scripts, item.Position, key, [Phrase(context, item, key)]);
        return scripts.DrainToImmutable();
    }

    /// <summary>One phrase: a text that is not too long and of which something is left when it is normalised.</summary>
    public static string Phrase(LoadContext context, DocumentNode item, string key)
    {
        var phrase = context.Text(item, key, "a phrase");
        if (item is not DocumentScalar { Kind: ScalarKind.String })
            return phrase;
        if (Objection(phrase) is { } expected)
            context.ReportValue(item, key, expected);
        return phrase;
    }

    /// <summary>What a phrase lacks, as an "expected"; null when it is one.</summary>
    public static string? Objection(string phrase) =>
        phrase.Length > TreeLimits.PhraseLength ? $"at most {TreeLimits.PhraseLength} characters"
        : TextNormaliser.Normalise(phrase).Length == 0 ? "a phrase with a letter, mark or digit in it"
        : null;

    /// <summary>The items of a list that must have one or more; none, and reported, when it is no list.</summary>
    public static ImmutableArray<DocumentNode> Items(LoadContext context, DocumentNode node, string key, string what)
    {
        if (context.ReportProblem(node, key))
            return [];
        if (node is DocumentSequence { Items: { IsEmpty: false } items })
            return items;
        context.ReportValue(node, key, $"a list of one or more {what}");
        return [];
    }

    // Over the limit nothing more is kept, so that a small document cannot unfold into a large one.
    private void Add(ImmutableArray<string>.Builder phrases, SourcePosition position, string key, ReadOnlySpan<string> added)
    {
        if (Count > TreeLimits.Phrases)
            return;
        Count += added.Length;
        if (Count > TreeLimits.Phrases)
            context.Report(position, key, "too many phrases, all conditions taken together", $"at most {TreeLimits.Phrases}");
        else
            phrases.AddRange(added);
    }
}
