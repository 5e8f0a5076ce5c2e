using System.Collections.Immutable;
using Qa.Rules.Conditions;
using Qa.Rules.Conditions.Expressions;
using Qa.Rules.Matching;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;

namespace Qa.Rules.Compilation;

/// <summary>
/// Turns conditions into evaluators, and works out of each what can be known beforehand: what it needs, whether it reads
/// words, and what it comes to when none of its phrases is said.
/// </summary>
internal sealed class ConditionCompiler
{
    private readonly PhrasePlanBuilder _phrases;
    private readonly LetCompiler _lets;
    private readonly Dictionary<string, LinearRegex> _regexes = new(StringComparer.Ordinal);
    private int _aroundSlots;

    public ConditionCompiler(ImmutableArray<LetCondition> lets, PhrasePlanBuilder phrases)
    {
        _phrases = phrases;
        _lets = new(lets, Compile);
    }

    /// <summary>How many named conditions are in use.</summary>
    public int LetCount => _lets.Count;

    public ConditionEvaluator Compile(Condition condition) => condition switch
    {
        AnyOf anyOf => CompileAnyOf(anyOf),
        AllOf allOf => CompileAllOf(allOf),
        RegexMatch regex => CompileRegex(regex),
        Similar similar => CompileSimilar(similar),
        Repeat repeat => CompileRepeat(repeat),
        Silence silence => new SilenceEvaluator(silence) { Needs = Needs.Timing },
        Interruption interruption => new InterruptionEvaluator(interruption) { Needs = Needs.Timing },
        SpeechRate rate => CompileSpeechRate(rate),
        ResponseTime response => new ResponseTimeEvaluator(response) { Needs = Needs.Timing },
        Loudness loudness => CompileLoudness(loudness),
        Duration duration => new DurationEvaluator(duration) { Needs = Needs.Timing },
        TurnCount count => new TurnCountEvaluator(count),
        All all => CompileGroup(all.Of, every: true),
        Any any => CompileGroup(any.Of, every: false),
        Not not => CompileNot(Compile(not.Of)),
        Sequence sequence => CompileSequence(sequence),
        Lacking lacking => CompileLacking(lacking),
        Unanswered unanswered => CompileUnanswered(unanswered),
        Use use => _lets.Compile(use.Name),
        Expr expr => CompileExpr(expr),
        _ => throw new InvalidOperationException($"unknown condition {condition.GetType().Name}"),
    };

    private AnyOfEvaluator CompileAnyOf(AnyOf condition)
    {
        var leaf = _phrases.AddAnyOf(condition);
        var (selection, traits) = CompileSelection(condition.Selection);
        return new(leaf, condition.MinHits, selection)
        {
            Needs = traits.Needs,
            ReadsText = true,
            MayFail = traits.MayFail,
            Quiet = traits.MayFail ? null : false,
            Leaves = [leaf],
        };
    }

    private AllOfEvaluator CompileAllOf(AllOf condition)
    {
        var leaf = _phrases.AddAllOf(condition, out var phraseCount);
        var (selection, traits) = CompileSelection(condition.Selection);
        return new(leaf, phraseCount, selection)
        {
            Needs = traits.Needs,
            ReadsText = true,
            MayFail = traits.MayFail,
            Quiet = traits.MayFail ? null : false,
            Leaves = [leaf],
        };
    }

    private RegexEvaluator CompileRegex(RegexMatch condition)
    {
        if (!_regexes.TryGetValue(condition.Pattern, out var regex))
            _regexes.Add(condition.Pattern, regex = LinearRegex.Build(condition.Pattern));
        var leaf = _phrases.AddRegex(regex, condition.Selection.Role);
        var (selection, traits) = CompileSelection(condition.Selection);
        return new(leaf, regex, condition.MinHits, selection)
        {
            Needs = traits.Needs,
            ReadsText = true,
            MayFail = traits.MayFail,
            Quiet = traits.MayFail || leaf is null ? null : false,
            Leaves = leaf is { } armed ? [armed] : [],
        };
    }

    private SimilarEvaluator CompileSimilar(Similar condition)
    {
        _phrases.Read(condition.Selection.Role);
        var (selection, traits) = CompileSelection(condition.Selection);
        return new(
            [.. condition.Texts.Select(text => new ApproximateScript(TextNormaliser.Normalise(text)))],
            condition.AtLeast, condition.MinHits, selection)
        {
            Needs = traits.Needs,
            ReadsText = true,
            MayFail = traits.MayFail,
        };
    }

    private RepeatEvaluator CompileRepeat(Repeat condition)
    {
        _phrases.Read(condition.Selection.Role);
        var (selection, traits) = CompileSelection(condition.Selection);
        return new(condition.Times, condition.MinLength, selection)
        {
            Needs = traits.Needs,
            ReadsText = true,
            MayFail = traits.MayFail,
        };
    }

    private SpeechRateEvaluator CompileSpeechRate(SpeechRate condition)
    {
        _phrases.Read(condition.Role);
        return new(condition, CompileSelection(new(condition.Role, condition.Turns)).Selection) { Needs = Needs.Timing };
    }

    private LoudnessEvaluator CompileLoudness(Loudness condition) =>
        new(condition, CompileSelection(new(condition.Role, condition.Turns)).Selection)
        {
            Needs = condition.Role switch
            {
                RoleFilter.Agent => Needs.AgentLoudness,
                RoleFilter.Customer => Needs.CustomerLoudness,
                _ => Needs.AgentLoudness | Needs.CustomerLoudness,
            },
        };

    private GroupEvaluator CompileGroup(ImmutableArray<Condition> conditions, bool every)
    {
        ImmutableArray<ConditionEvaluator> parts = [.. conditions.Select(Compile)];
        var traits = ConditionTraits.Of(parts);
        bool? quiet = null;
        if (parts.All(part => part.Quiet is not null))
            quiet = every ? parts.All(part => part.Quiet == true) : parts.Any(part => part.Quiet == true);
        else if (every && !traits.MayFail && parts.Any(part => part.Quiet == false))
            quiet = false;
        return new(parts, every)
        {
            Needs = traits.Needs,
            ReadsText = traits.ReadsText,
            MayFail = traits.MayFail,
            Quiet = quiet,
            Leaves = traits.Leaves,
        };
    }

    private static NotEvaluator CompileNot(ConditionEvaluator of) => new(of)
    {
        Needs = of.Needs,
        ReadsText = of.ReadsText,
        MayFail = of.MayFail,
        Quiet = !of.Quiet,
        Leaves = of.Leaves,
    };

    private SequenceEvaluator CompileSequence(Sequence condition)
    {
        ImmutableArray<ConditionEvaluator> steps = [.. condition.Of.Select(Compile)];
        var traits = ConditionTraits.Of(steps);

        // A quiet step has no hits, whether it holds or not, and a step without hits ends the chain.
        bool? quiet = !traits.MayFail && steps.Any(step => step.Quiet is not null) ? false : null;
        return new(steps, condition.WithinTurns)
        {
            Needs = traits.Needs,
            ReadsText = traits.ReadsText,
            MayFail = traits.MayFail,
            Quiet = quiet,
            Leaves = traits.Leaves,
        };
    }

    private LackingEvaluator CompileLacking(Lacking condition)
    {
        var of = Compile(condition.Of);
        var near = Compile(condition.Near);
        var traits = ConditionTraits.Of([of, near]);
        bool? quiet = !traits.MayFail && of.Quiet is not null ? false : null;
        return new(of, near, condition.Before, condition.After, condition.MinHits)
        {
            Needs = traits.Needs,
            ReadsText = traits.ReadsText,
            MayFail = traits.MayFail,
            Quiet = quiet,
            Leaves = traits.Leaves,
        };
    }

    private UnansweredEvaluator CompileUnanswered(Unanswered condition)
    {
        if (!condition.Ignore.IsEmpty)
            _phrases.Read(RoleFilter.Customer);
        return new([.. condition.Ignore.Select(phrase => TextNormaliser.Normalise(phrase))]);
    }

    private ExprEvaluator CompileExpr(Expr condition)
    {
        var parse = ExpressionParser.Parse(condition.Text);
        var hits = parse.HitNames.Distinct(StringComparer.Ordinal).ToDictionary(name => name, _lets.Compile, StringComparer.Ordinal);
        var needs = parse.ReadsTiming ? Needs.Timing : Needs.None;
        foreach (var use in hits.Values)
            needs |= use.Needs;
        return new(CompiledExpression.Compile(parse.Root!), hits) { Needs = needs, MayFail = true };
    }

    private (SelectionEvaluator Selection, ConditionTraits Traits) CompileSelection(TurnSelection selection)
    {
        var of = selection.Around is { } around ? Compile(around.Of) : null;
        var traits = of is null ? ConditionTraits.Of([]) : ConditionTraits.Of([of]);
        if (selection.Seconds is not null)
            traits = traits with { Needs = traits.Needs | Needs.Timing };
        return (new(selection, of, of is null ? -1 : _aroundSlots++), traits);
    }
}
