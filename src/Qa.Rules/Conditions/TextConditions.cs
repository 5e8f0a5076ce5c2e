using System.Collections.Immutable;

namespace Qa.Rules.Conditions;

/// <summary>An operator that reads the words of selected turns.</summary>
public abstract record TextCondition(TurnSelection Selection) : Condition;

/// <summary>How a phrase is compared with a text.</summary>
public enum PhraseMatch : byte
{
    Exact,

    /// <summary>Also a run of as many Han characters that shares a toneless reading with the phrase, character by character.</summary>
    Pinyin,
}

/// <summary><c>anyOf</c>: at least <paramref name="MinHits"/> occurrences of any of the phrases, those inside an <c>except</c> phrase left out.</summary>
public sealed record AnyOf(
    ImmutableArray<string> Phrases,
    ImmutableArray<string> Except,
    PhraseMatch Match,
    int MinHits,
    TurnSelection Selection) : TextCondition(Selection);

/// <summary><c>allOf</c>: every phrase occurs in some selected turn.</summary>
public sealed record AllOf(ImmutableArray<string> Phrases, TurnSelection Selection) : TextCondition(Selection);

/// <summary><c>regex</c>: at least <paramref name="MinHits"/> matches in the normalised text.</summary>
public sealed record RegexMatch(string Pattern, int MinHits, TurnSelection Selection) : TextCondition(Selection);

/// <summary><c>similar</c>: a selected turn is similar to a script.</summary>
/// <param name="AtLeast">Similarity, 0..1.</param>
public sealed record Similar(ImmutableArray<string> Texts, decimal AtLeast, int MinHits, TurnSelection Selection)
    : TextCondition(Selection);

/// <summary><c>repeat</c>: the same normalised text in <paramref name="Times"/> or more selected turns.</summary>
/// <param name="MinLength">Shortest text that counts, in UTF-16 units after normalisation.</param>
public sealed record Repeat(int Times, int MinLength, TurnSelection Selection) : TextCondition(Selection);
