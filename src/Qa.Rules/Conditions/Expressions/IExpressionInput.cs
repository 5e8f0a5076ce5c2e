using Qa.Rules.Interactions;

namespace Qa.Rules.Conditions.Expressions;

/// <summary>
/// All that an expression can ask of an interaction: an interface, so that whoever scores can count and measure only what is
/// asked for. The members of one input are called by one thread at a time.
/// </summary>
public interface IExpressionInput
{
    string Id { get; }

    Channel Channel { get; }

    string? BusinessLine { get; }

    string AgentId { get; }

    /// <summary>All turns but system ones.</summary>
    int Turns { get; }

    int AgentTurns { get; }

    int CustomerTurns { get; }

    /// <summary>The largest end of any turn. This and the others in milliseconds are asked for only where the interaction has timing.</summary>
    long DurationMilliseconds { get; }

    /// <summary>The sum of the gaps between turns.</summary>
    long SilenceMilliseconds { get; }

    /// <summary>The largest gap between turns; 0 without one.</summary>
    long LongestSilenceMilliseconds { get; }

    long AgentSpeechMilliseconds { get; }

    long CustomerSpeechMilliseconds { get; }

    /// <summary>The value of an attribute; absent (the default value) when the interaction has none of that key, compared ordinally.</summary>
    AttributeValue Attribute(string key);

    /// <summary>The number of hits of a condition of <c>let</c>, 1 where it holds without hits; not measurable where it is not.</summary>
    int Hits(string name, out bool notMeasurable);
}
