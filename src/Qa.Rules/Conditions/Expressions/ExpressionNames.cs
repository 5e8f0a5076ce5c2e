namespace Qa.Rules.Conditions.Expressions;

/// <summary>How tightly an operator of two operands binds, from loose to tight.</summary>
internal enum OperatorLevel : byte
{
    Equality,
    Relation,
    Sum,
    Product,
}

/// <summary>The words and signs of the grammar, in one place for those who read them and those who write them.</summary>
internal static class ExpressionNames
{
    public const string Fields = "id, channel, businessLine, agent";

    public const string Metrics = "turns, agentTurns, customerTurns, durationSeconds, silenceSeconds, longestSilence or agentShare";

    public static InteractionField? Field(string name) => name switch
    {
        "id" => InteractionField.Id,
        "channel" => InteractionField.Channel,
        "businessLine" => InteractionField.BusinessLine,
        "agent" => InteractionField.Agent,
        _ => null,
    };

    public static string Of(InteractionField field) => field switch
    {
        InteractionField.Id => "id",
        InteractionField.Channel => "channel",
        InteractionField.BusinessLine => "businessLine",
        InteractionField.Agent => "agent",
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    public static Metric? Metric(string name) => name switch
    {
        "turns" => Expressions.Metric.Turns,
        "agentTurns" => Expressions.Metric.AgentTurns,
        "customerTurns" => Expressions.Metric.CustomerTurns,
        "durationSeconds" => Expressions.Metric.DurationSeconds,
        "silenceSeconds" => Expressions.Metric.SilenceSeconds,
        "longestSilence" => Expressions.Metric.LongestSilence,
        "agentShare" => Expressions.Metric.AgentShare,
        _ => null,
    };

    public static string Of(Metric metric) => metric switch
    {
        Expressions.Metric.Turns => "turns",
        Expressions.Metric.AgentTurns => "agentTurns",
        Expressions.Metric.CustomerTurns => "customerTurns",
        Expressions.Metric.DurationSeconds => "durationSeconds",
        Expressions.Metric.SilenceSeconds => "silenceSeconds",
        Expressions.Metric.LongestSilence => "longestSilence",
        Expressions.Metric.AgentShare => "agentShare",
        _ => throw new ArgumentOutOfRangeException(nameof(metric)),
    };

    public static BinaryOperator? Operator(string sign, OperatorLevel level) => (level, sign) switch
    {
        (OperatorLevel.Equality, "==") => BinaryOperator.Equal,
        (OperatorLevel.Equality, "!=") => BinaryOperator.NotEqual,
        (OperatorLevel.Relation, "<") => BinaryOperator.Less,
        (OperatorLevel.Relation, "<=") => BinaryOperator.LessOrEqual,
        (OperatorLevel.Relation, ">") => BinaryOperator.Greater,
        (OperatorLevel.Relation, ">=") => BinaryOperator.GreaterOrEqual,
        (OperatorLevel.Sum, "+") => BinaryOperator.Add,
        (OperatorLevel.Sum, "-") => BinaryOperator.Subtract,
        (OperatorLevel.Product, "*") => BinaryOperator.Multiply,
        (OperatorLevel.Product, "/") => BinaryOperator.Divide,
        _ => null,
    };

    public static string Of(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Equal => "==",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        _ => throw new ArgumentOutOfRangeException(nameof(@operator)),
    };

    public static OperatorLevel LevelOf(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Equal or BinaryOperator.NotEqual => OperatorLevel.Equality,
        BinaryOperator.Add or BinaryOperator.Subtract => OperatorLevel.Sum,
        BinaryOperator.Multiply or BinaryOperator.Divide => OperatorLevel.Product,
        _ => OperatorLevel.Relation,
    };
}
