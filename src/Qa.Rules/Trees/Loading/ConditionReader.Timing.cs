using Qa.Rules.Conditions;

namespace Qa.Rules.Trees.Loading;

/// <content>The timing operators, and the limits that they compare with.</content>
internal sealed partial class ConditionReader
{
    private const long DefaultMinMilliseconds = 2000;

    private static readonly Choices<Speaker> Speakers = new(("agent", Speaker.Agent), ("customer", Speaker.Customer));

    private static readonly Choices<ResponseOf> Responses =
        new(("first", ResponseOf.First), ("average", ResponseOf.Average), ("max", ResponseOf.Max), ("each", ResponseOf.Each));

    private static readonly KeySet SilenceKeys = new("longerThan", "before");
    private static readonly KeySet InterruptionKeys = new("by", "longerThan");
    private static readonly KeySet SpeechRateKeys = new("above", "below", "minSeconds");
    private static readonly KeySet ResponseTimeKeys = new("of", "above");
    private static readonly KeySet LoudnessKeys = new("aboveMean");
    private static readonly KeySet LimitKeys = new("above", "below");

    private Condition Silence(Fields fields, DocumentNode value)
    {
        var minHits = MinHits(fields);
        if (Fields.Open(context, value, "silence", SilenceKeys) is not { } inner)
            return StandIn;
        var longerThan = RequiredMilliseconds(inner, "longerThan");
        Speaker? before = inner["before"] is { } speaker ? context.Choice(speaker, "before", Speakers) : null;
        return new Silence(longerThan, before, minHits);
    }

    private Condition Interruption(Fields fields, DocumentNode value)
    {
        var minHits = MinHits(fields);
        return Fields.Open(context, value, "interruption", InterruptionKeys) is { } inner
            ? new Interruption(RequiredChoice(inner, "by", Speakers), RequiredMilliseconds(inner, "longerThan"), minHits)
            : StandIn;
    }

    private Condition SpeechRate(Fields fields, DocumentNode value)
    {
        var (minHits, role, turns) = (MinHits(fields), Role(fields), Turns(fields));
        if (Fields.Open(context, value, "speechRate", SpeechRateKeys) is not { } inner)
            return StandIn;
        var limit = Limit(inner, "speechRate", Rate);
        var minimum = inner["minSeconds"] is { } seconds ? context.Milliseconds(seconds, "minSeconds") : DefaultMinMilliseconds;
        return new SpeechRate(limit, minimum, minHits, role, turns);
    }

    private Condition ResponseTime(DocumentNode value) =>
        Fields.Open(context, value, "responseTime", ResponseTimeKeys) is { } inner
            ? new ResponseTime(RequiredChoice(inner, "of", Responses), RequiredMilliseconds(inner, "above"))
            : StandIn;

    private Condition Loudness(Fields fields, DocumentNode value)
    {
        var (minHits, role, turns) = (MinHits(fields), Role(fields), Turns(fields));
        if (Fields.Open(context, value, "loudness", LoudnessKeys) is not { } inner)
            return StandIn;
        var aboveMean = inner.Required("aboveMean") is { } decibels ? context.Millibels(decibels, "aboveMean") : 0;
        return new Loudness(aboveMean, minHits, role, turns);
    }

    private Condition Duration(DocumentNode value) =>
        Fields.Open(context, value, "duration", LimitKeys) is { } inner
            ? new Duration(Limit(inner, "duration", context.Milliseconds))
            : StandIn;

    private Condition TurnCount(Fields fields, DocumentNode value)
    {
        var role = Role(fields);
        return Fields.Open(context, value, "turnCount", LimitKeys) is { } inner
            ? new TurnCount(Limit(inner, "turnCount", Count), role)
            : StandIn;
    }

    private static Limit Limit<T>(Fields inner, string holder, Func<DocumentNode, string, T> read)
        where T : System.Numerics.INumberBase<T>
    {
        if (inner.ExactlyOne(holder, "above", "below") is not { } key)
            return default;
        var side = key == "above" ? LimitSide.Above : LimitSide.Below;
        return new(side, decimal.CreateChecked(read(inner[key]!, key)));
    }

    private decimal Rate(DocumentNode node, string key) =>
        context.Decimal(node, key, "a number of characters a minute", least: 0, TreeLimits.Magnitude);

    // "More than no turn at all" is a fair question, so that 0 is allowed here.
    private int Count(DocumentNode node, string key) => context.Whole(node, key, least: 0);
}
