using System.Collections.Immutable;
using Qa.Rules.Matching;

namespace Qa.Rules.Trees.Loading;

/// <summary>Reads lists of phrases, puts lexicons in the place of <c>@name</c>, and counts what that comes to.</summary>
internal sealed class PhraseReader(LoadContext context, LexiconSet lexicons, TreeTally before)
{
    /// <summary>What an entry that stands for a lexicon begins with.</summary>
    public const char ReferenceMark = '@';

    // Phrases so far, those of lexicons counted at every use.
    private int _count = before.Phrases;

    // Then nothing more is read: a small document must not unfold into a large one, nor into endless complaints.
    private bool IsFull => context.IsFull || _count > TreeLimits.Phrases;

    /// <summary>A list in which <c>@name</c> stands for a lexicon.</summary>
    public ImmutableArray<string> List(DocumentNode node, string key)
    {
        var phrases = ImmutableArray.CreateBuilder<string>();
        foreach (var item in Items(context, node, key, "phrases"))
        {
            if (IsFull)
                break;
            if (item is not DocumentScalar { Kind: ScalarKind.String, Text: [ReferenceMark, .. var name] })
            {
                if (Count(1, item, key))
                    phrases.Add(Phrase(context, item, key));
            }
            else if (lexicons.Find(name) is not { } lexicon)
            {
                context.ReportValue(item, key, $"the name of a lexicon{context.Suggestion(name, lexicons.Names)}");
            }
            else if (Count(lexicon.Length, item, key))
            {
                phrases.AddRange(lexicon.Select(static phrase => phrase.Text));
            }
        }

        return phrases.DrainToImmutable();
    }

    /// <summary>A list of scripts: texts like phrases, but <c>@</c> means nothing in them.</summary>
    public ImmutableArray<string> Scripts(DocumentNode node, string key)
    {
        var scripts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in Items(context, node, key, "scripts"))
        {
            if (!IsFull && Count(1, item, key))
                scripts.Add(Phrase(context, item, key));
        }

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
    public static string? Objection(string phrase)
    {
        if (phrase.Length > TreeLimits.PhraseLength)
            return $"at most {TreeLimits.PhraseLength} characters";

        // Nearly every phrase: a Chinese character is never left out, and no text becomes longer than so many times.
        if (phrase.Length <= TreeLimits.PhraseLength / PhraseExtent.LongestExpansion && phrase.AsSpan().ContainsAnyInRange(PhraseExtent.FirstIdeograph, PhraseExtent.LastIdeograph))
            return null;
        return TextNormaliser.Normalise(phrase).Length switch
        {
            0 => "a phrase with a letter, mark or digit in it",
            > TreeLimits.PhraseLength => $"at most {TreeLimits.PhraseLength} characters when it is normalised",
            _ => null,
        };
    }

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

    // False, and reported once, when these are too many.
    private bool Count(int added, DocumentNode item, string key)
    {
        _count += added;
        if (_count > TreeLimits.Phrases)
            context.Report(item.Position, key, "too many phrases, all conditions taken together", $"at most {TreeLimits.Phrases}");
        return _count <= TreeLimits.Phrases;
    }
}
