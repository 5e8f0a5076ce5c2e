namespace Qa.Rules.Conditions.Expressions;

/// <summary>What an expression may ask of an interaction by name, attributes apart.</summary>
public enum InteractionField : byte
{
    Id,

    /// <summary><c>voice</c>, <c>chat</c> or <c>email</c>.</summary>
    Channel,

    /// <summary>Null where the interaction has none.</summary>
    BusinessLine,

    /// <summary>The agent's id.</summary>
    Agent,
}

/// <summary><c>interaction.id</c> and its like.</summary>
public sealed class FieldNode : ExpressionNode
{
    internal FieldNode(InteractionField field)
        : base(1, 1) => Field = field;

    public InteractionField Field { get; }
}

/// <summary><c>interaction.attributes["key"]</c>; null where the interaction has no such attribute.</summary>
public sealed class AttributeNode : ExpressionNode
{
    internal AttributeNode(string key)
        : base(1, 1) => Key = key;

    public string Key { get; }
}

/// <summary>What can be measured of an interaction; those after <see cref="CustomerTurns"/> need timing.</summary>
public enum Metric : byte
{
    Turns,
    AgentTurns,
    CustomerTurns,
    DurationSeconds,
    SilenceSeconds,
    LongestSilence,
    AgentShare,
}

/// <summary><c>metrics.durationSeconds</c> and its like.</summary>
public sealed class MetricNode : ExpressionNode
{
    internal MetricNode(Metric metric)
        : base(1, 1) => Metric = metric;

    public Metric Metric { get; }

    public bool NeedsTiming => Metric > Metric.CustomerTurns;
}

/// <summary><c>hits("name")</c>: the number of hits of a condition of <c>let</c>, 1 where it holds without hits.</summary>
public sealed class HitsNode : ExpressionNode
{
    internal HitsNode(string name)
        : base(1, 1) => Name = name;

    public string Name { get; }
}
