namespace Qa.Rules.Scoring;

/// <summary>Outcomes as they are written in scorecards.</summary>
public static class OutcomeNames
{
    private static readonly string[] Names =
        ["met", "violated", "uncertain", "notApplicable", "notMeasurable", "manual", "rewarded"];

    public static string Of(Outcome outcome) => Names[(int)outcome];

    /// <summary>The outcome of a name; null when there is none of that name.</summary>
    public static Outcome? Parse(string name)
    {
        var index = Array.IndexOf(Names, name);
        return index < 0 ? null : (Outcome)index;
    }
}
