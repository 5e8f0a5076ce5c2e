namespace Qa.Rules.Trees.Sources;

/// <summary>How the norm sets of <c>rulesets/</c> are written: the order of keys, and what stands on lines of its own.</summary>
internal static class HouseForm
{
    /// <summary>Columns of a line up to which a value stays on one.</summary>
    public const int LineColumns = 130;

    public const int IndentColumns = 2;

    // A key that is nowhere here comes after all others.
    private static readonly string[] Order =
    [
        "schema", "ruleSet", "base", "min", "max", "pass", "minConfidence", "channels", "businessLines", "agentGroups",
        "id", "name", "description", "guidance", "enabled",
        "appliesTo", "score", "lexicons", "let", "norms",
        "maxDeduct", "children",
        "when", "forbid", "require", "reward", "manual", "points", "perHit", "maxHits", "severity",
        "anyOf", "allOf", "regex", "similar", "repeat", "silence", "interruption", "speechRate", "responseTime", "loudness", "duration",
        "turnCount", "all", "any", "not", "sequence", "lacking", "unanswered", "use", "expr",
        "of", "near", "by", "times", "minLength", "texts", "atLeast", "longerThan", "above", "below", "aboveMean", "minSeconds",
        "first", "last", "from", "to",
        "except", "match", "minHits", "role", "turns", "seconds", "around", "before", "after", "withinTurns",
    ];

    /// <summary>Smaller for a key that stands further up.</summary>
    public static int RankOf(string key) => Array.IndexOf(Order, key) is >= 0 and var rank ? rank : Order.Length;

    /// <summary>Whether a rank is that of a key which has its place in the order.</summary>
    public static bool IsKnown(int rank) => rank < Order.Length;

    /// <summary>Whether the value of a key has a line for each of its parts, however short it is.</summary>
    public static bool HasLinesOfItsOwn(string key) => key is "norms" or "children" or "let" or "lexicons";
}
