using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Localization;
using Qa.Rules.Conditions;

namespace Qa.Portal.Modules.NormSets.Wording;

/// <summary>Says conditions in plain words (norm-tree.md §3), in the language of the page.</summary>
internal sealed class ConditionWords(IStringLocalizer<NormSetsTexts> texts)
{
    private const decimal MillisecondsOfSecond = 1_000m;
    private const decimal MillibelsOfDecibel = 100m;

    public ConditionWording Of(Condition condition) => condition switch
    {
        AnyOf any => new(
            Joined(Selection(any.Selection), texts[any.MinHits > 1 ? "cond.anyOf.times" : "cond.anyOf", any.MinHits], any.Match == PhraseMatch.Pinyin ? texts["cond.pinyin"].Value : null), any.Phrases, any.Except, Around(any.Selection)),
        AllOf all => new(Joined(Selection(all.Selection), texts["cond.allOf"]), all.Phrases, [], Around(all.Selection)),
        RegexMatch regex => new(Joined(Selection(regex.Selection), texts[regex.MinHits > 1 ? "cond.regex.times" : "cond.regex", regex.MinHits]), [regex.Pattern], [], Around(regex.Selection)),
        Similar similar => new(
            Joined(Selection(similar.Selection), texts[similar.MinHits > 1 ? "cond.similar.times" : "cond.similar", Number(similar.AtLeast * 100), similar.MinHits]), similar.Texts, [], Around(similar.Selection)),
        Repeat repeat => new(Joined(Selection(repeat.Selection), texts["cond.repeat", repeat.Times, repeat.MinLength]), [], [], Around(repeat.Selection)),
        Silence silence => Plain(texts[silence.Before is { } before ? $"cond.silence.{before}" : "cond.silence", Seconds(silence.LongerThanMilliseconds)], silence.MinHits),
        Interruption interruption => Plain(texts[$"cond.interruption.{interruption.By}", Seconds(interruption.LongerThanMilliseconds)], interruption.MinHits),
        SpeechRate rate => Plain(
            Joined(texts[$"role.{rate.Role}"], Turns(rate.Turns), texts[$"cond.speechRate.{rate.CharactersPerMinute.Side}", Number(rate.CharactersPerMinute.Value), Seconds(rate.MinMilliseconds)]), rate.MinHits),
        ResponseTime response => Plain(texts[$"cond.responseTime.{response.Of}", Seconds(response.AboveMilliseconds)]),
        Loudness loudness => Plain(Joined(texts[$"role.{loudness.Role}"], Turns(loudness.Turns), texts["cond.loudness", Number(loudness.AboveMeanMillibels / MillibelsOfDecibel)]), loudness.MinHits),
        Duration duration => Plain(texts[$"cond.duration.{duration.Milliseconds.Side}", Number(duration.Milliseconds.Value / MillisecondsOfSecond)]),
        TurnCount count => Plain(Joined(texts[$"role.{count.Role}"], texts[$"cond.turnCount.{count.Turns.Side}", Number(count.Turns.Value)])),
        All all => Compound(texts["cond.all"], all.Of),
        Any any => Compound(texts["cond.any"], any.Of),
        Not not => Compound(texts["cond.not"], [not.Of]),
        Sequence sequence => Compound(sequence.WithinTurns is { } within ? texts["cond.sequence.within", within] : texts["cond.sequence"], sequence.Of),
        Lacking lacking => new(
            Times(texts["cond.lacking", lacking.Before, lacking.After], lacking.MinHits), [], [], [(texts["cond.lacking.of"], Of(lacking.Of)), (texts["cond.lacking.near"], Of(lacking.Near))]),
        Unanswered unanswered => new(texts["cond.unanswered"], [], unanswered.Ignore, []),
        Use use => Plain(texts["cond.use", use.Name]),
        Expr expression => new(texts["cond.expr"], [expression.Text], [], []),
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    private ConditionWording Plain(string text, int minHits = 1) => new(Times(text, minHits), [], [], []);

    private ConditionWording Compound(string text, ImmutableArray<Condition> of) => new(text, [], [], [.. of.Select(part => ("", Of(part)))]);

    private string Times(string text, int minHits) => minHits > 1 ? Joined(text, texts["cond.times", minHits]) : text;

    private string Selection(TurnSelection selection) => Joined(
        texts[$"role.{selection.Role}"], Turns(selection.Turns), selection.Seconds is { } seconds ? texts[$"seconds.{seconds.From}", Seconds(seconds.Milliseconds)].Value : null,
        selection.Around is { } around ? texts["around", around.Before, around.After].Value : null);

    private ImmutableArray<(string As, ConditionWording Part)> Around(TurnSelection selection) => selection.Around is { } around ? [(texts["around.of"], Of(around.Of))] : [];

    private string? Turns(TurnRange? turns) => turns switch
    {
        TurnRange.Edge edge => texts[$"turns.{edge.From}", edge.Count].Value,
        TurnRange.Between between => texts["turns.between", between.From, between.To].Value,
        _ => null,
    };

    private static string Joined(params string?[] parts) => string.Join(" · ", parts.Where(static part => !string.IsNullOrEmpty(part)));

    private static string Seconds(long milliseconds) => Number(milliseconds / MillisecondsOfSecond);

    private static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
