using System.Globalization;
using Qa.Rules.Conditions.Expressions;
using Qa.Rules.Interactions;

namespace Qa.Rules.Workflows;

/// <summary>
/// A value in an exported workflow while RulesEngine itself runs it: it compares as <c>expr</c> does, with the same code. Null
/// is the null reference, so that <c>x == null</c> is what Dynamic LINQ takes it for. What is not measurable throws, as an
/// exception is RulesEngine's only way to say that a rule has no result.
/// </summary>
public sealed class WorkflowValue : IEquatable<WorkflowValue>, IComparable<WorkflowValue>
{
    private readonly AttributeValue _value;

    private WorkflowValue(AttributeValue value) => _value = value;

    public static implicit operator WorkflowValue(int value) => Of(value);

    public static implicit operator WorkflowValue(uint value) => Of(value);

    public static implicit operator WorkflowValue(long value) => Of(value);

    /// <summary>Takes the shortest decimal number that is this double: the one that was written, as the exporter makes sure.</summary>
    public static implicit operator WorkflowValue(double value) => FromNumber(value.ToString("R", CultureInfo.InvariantCulture));

    public static implicit operator WorkflowValue(decimal value) => FromNumber(value.ToString(CultureInfo.InvariantCulture));

    public static implicit operator WorkflowValue(bool value) => new(AttributeValue.FromBoolean(value));

    public static implicit operator WorkflowValue?(string? value) => value is null ? null : new(AttributeValue.FromText(value));

    public static bool operator ==(WorkflowValue? left, WorkflowValue? right) => Run(left, right, static (run, a, b) => run.Equal(a, b));

    public static bool operator !=(WorkflowValue? left, WorkflowValue? right) => !(left == right);

    public static bool operator <(WorkflowValue? left, WorkflowValue? right) => Run(left, right, static (run, a, b) => run.Less(a, b));

    public static bool operator <=(WorkflowValue? left, WorkflowValue? right) => Run(left, right, static (run, a, b) => run.LessOrEqual(a, b));

    public static bool operator >(WorkflowValue? left, WorkflowValue? right) => Run(left, right, static (run, a, b) => run.Greater(a, b));

    public static bool operator >=(WorkflowValue? left, WorkflowValue? right) => Run(left, right, static (run, a, b) => run.GreaterOrEqual(a, b));

    public bool Equals(WorkflowValue? other) => this == other;

    /// <summary>Dynamic LINQ asks for this before it uses the operators; sorting is not what it is for.</summary>
    int IComparable<WorkflowValue>.CompareTo(WorkflowValue? other) => this < other ? -1 : this > other ? 1 : 0;

    public override bool Equals(object? obj) => obj is WorkflowValue other && this == other;

    // Not by the text of a number: 1 and 1.0 are equal.
    public override int GetHashCode() => HashCode.Combine(
        _value.Kind,
        _value.Number,
        _value.Truth,
        _value.Kind == AttributeKind.Text ? string.GetHashCode(_value.Text, StringComparison.Ordinal) : 0);

    public override string ToString() => _value.Text ?? (_value.Kind == AttributeKind.Boolean ? (_value.Truth ? "true" : "false") : _value.Number.ToString());

    internal static WorkflowValue? From(AttributeValue value) => value.Kind == AttributeKind.Absent ? null : new(value);

    internal static WorkflowValue FromNumber(string written) => ExactNumber.TryParse(written, out var number)
        ? new(AttributeValue.FromNumber(number, written))
        : throw new FormatException($"'{written}' is not a number that expr can hold");

    /// <summary>Applies an operation of <c>expr</c>, and throws where its result is not measurable.</summary>
    internal static T Run<T>(WorkflowValue? left, WorkflowValue? right, Func<ExpressionRun, AttributeValue, AttributeValue, T> operation)
    {
        var run = new ExpressionRun();
        var result = operation(run, left?._value ?? default, right?._value ?? default);
        return run.Failed ? throw new InvalidOperationException("not measurable") : result;
    }

    private static WorkflowValue Of(long value) => new(AttributeValue.FromNumber(ExactNumber.FromInteger(value)));
}
