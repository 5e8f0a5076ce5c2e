using Qa.Rules.Interactions;

namespace Qa.Rules.Conditions.Expressions;

/// <summary>
/// One evaluation of an expression: what the compiled delegate calls, and the only thing it can call. What the language says
/// is an error sets <see cref="Failed"/> and goes on with any value: every operator of the language passes an error of what
/// it evaluates on, so an error once met decides the result, and no exception has to be thrown for what data may cause.
/// </summary>
#pragma warning disable CA1822 // All members are instance members: the compiled text calls each of them on the run.
internal sealed class ExpressionRun
{
    private static readonly AttributeValue[] ChannelNames =
    [
        AttributeValue.FromText("voice"),
        AttributeValue.FromText("chat"),
        AttributeValue.FromText("email"),
    ];

    public IExpressionInput? Input { get; set; }

    /// <summary>Whether something was met that makes the expression not measurable.</summary>
    public bool Failed { get; set; }

    private IExpressionInput Source => Input!;

    public AttributeValue Id() => AttributeValue.FromText(Source.Id);

    public AttributeValue Channel() => ChannelNames[(int)Source.Channel];

    public AttributeValue BusinessLine() => Source.BusinessLine is { } line ? AttributeValue.FromText(line) : default;

    public AttributeValue Agent() => AttributeValue.FromText(Source.AgentId);

    public AttributeValue Attribute(AttributeValue key) => Source.Attribute(key.Text!);

    public AttributeValue Turns() => Number(Source.Turns);

    public AttributeValue AgentTurns() => Number(Source.AgentTurns);

    public AttributeValue CustomerTurns() => Number(Source.CustomerTurns);

    public AttributeValue DurationSeconds() => Seconds(Source.DurationMilliseconds);

    public AttributeValue SilenceSeconds() => Seconds(Source.SilenceMilliseconds);

    public AttributeValue LongestSilence() => Seconds(Source.LongestSilenceMilliseconds);

    public AttributeValue AgentShare()
    {
        var agent = Source.AgentSpeechMilliseconds;
        var both = agent + Source.CustomerSpeechMilliseconds;
        return both == 0 ? Number(0) : AttributeValue.FromNumber(ExactNumber.FromFraction(agent, both));
    }

    public AttributeValue Hits(AttributeValue name)
    {
        var hits = Source.Hits(name.Text!, out var notMeasurable);
        Failed |= notMeasurable;
        return Number(hits);
    }

    /// <summary>A boolean where a value is asked for.</summary>
    public AttributeValue Value(bool truth) => AttributeValue.FromBoolean(truth);

    /// <summary>A value where only a boolean will do.</summary>
    public bool Truth(AttributeValue value) => value.Kind == AttributeKind.Boolean ? value.Truth : Fail();

    public bool Equal(AttributeValue left, AttributeValue right) => left.Kind == right.Kind && left.Kind switch
    {
        AttributeKind.Text => string.Equals(left.Text, right.Text, StringComparison.Ordinal),
        AttributeKind.Number => left.Number == right.Number,
        AttributeKind.Boolean => left.Truth == right.Truth,
        _ => true,
    };

    public bool NotEqual(AttributeValue left, AttributeValue right) => !Equal(left, right);

    public bool Less(AttributeValue left, AttributeValue right) => TryCompare(left, right, out var order) && order < 0;

    public bool LessOrEqual(AttributeValue left, AttributeValue right) => TryCompare(left, right, out var order) && order <= 0;

    public bool Greater(AttributeValue left, AttributeValue right) => TryCompare(left, right, out var order) && order > 0;

    public bool GreaterOrEqual(AttributeValue left, AttributeValue right) => TryCompare(left, right, out var order) && order >= 0;

    public AttributeValue Add(AttributeValue left, AttributeValue right) =>
        AreNumbers(left, right) ? AttributeValue.FromNumber(left.Number + right.Number) : default;

    public AttributeValue Subtract(AttributeValue left, AttributeValue right) =>
        AreNumbers(left, right) ? AttributeValue.FromNumber(left.Number - right.Number) : default;

    public AttributeValue Multiply(AttributeValue left, AttributeValue right) =>
        AreNumbers(left, right) ? AttributeValue.FromNumber(left.Number * right.Number) : default;

    public AttributeValue Divide(AttributeValue left, AttributeValue right)
    {
        if (!AreNumbers(left, right))
            return default;
        if (!right.Number.IsZero)
            return AttributeValue.FromNumber(left.Number / right.Number);
        Fail();
        return default;
    }

    public AttributeValue Negate(AttributeValue value) =>
        AreNumbers(value, value) ? AttributeValue.FromNumber(-value.Number) : default;

    private static AttributeValue Number(long value) => AttributeValue.FromNumber(ExactNumber.FromInteger(value));

    private static AttributeValue Seconds(long milliseconds) =>
        AttributeValue.FromNumber(ExactNumber.FromFraction(milliseconds, 1_000));

    /// <summary>The order of two values. False, and no order, where one is null or where they have none.</summary>
    private bool TryCompare(AttributeValue left, AttributeValue right, out int order)
    {
        order = 0;
        if (left.Kind == AttributeKind.Absent || right.Kind == AttributeKind.Absent)
            return false;
        if (left.Kind != right.Kind || left.Kind == AttributeKind.Boolean)
            return Fail();
        order = left.Kind == AttributeKind.Number
            ? left.Number.CompareTo(right.Number)
            : string.CompareOrdinal(left.Text, right.Text);
        return true;
    }

    private bool AreNumbers(AttributeValue left, AttributeValue right) =>
        (left.Kind == AttributeKind.Number && right.Kind == AttributeKind.Number) || Fail();

    private bool Fail()
    {
        Failed = true;
        return false;
    }
}
