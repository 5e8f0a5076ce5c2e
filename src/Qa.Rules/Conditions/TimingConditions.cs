namespace Qa.Rules.Conditions;

/// <summary>One of the two who speak.</summary>
public enum Speaker : byte
{
    Agent,
    Customer,
}

/// <summary><c>silence</c>: a gap before a turn longer than the limit.</summary>
public sealed record Silence(long LongerThanMilliseconds, Speaker? Before, int MinHits) : Condition;

/// <summary><c>interruption</c>: a turn of <paramref name="By"/> that starts inside one of the other's and overlaps it longer than the limit.</summary>
public sealed record Interruption(Speaker By, long LongerThanMilliseconds, int MinHits) : Condition;

/// <summary><c>speechRate</c>: characters a minute of a turn of at least <paramref name="MinMilliseconds"/>.</summary>
public sealed record SpeechRate(Limit CharactersPerMinute, long MinMilliseconds, int MinHits, RoleFilter Role, TurnRange? Turns) : Condition;

/// <summary>Which response time is meant.</summary>
public enum ResponseOf : byte
{
    First,
    Average,
    Max,
    Each,
}

/// <summary><c>responseTime</c>: from the start of a run of customer turns to the start of the agent turn that follows.</summary>
public sealed record ResponseTime(ResponseOf Of, long AboveMilliseconds) : Condition;

/// <summary><c>loudness</c>: a turn louder than the role's mean by more than the limit; needs loudness, not timing.</summary>
/// <param name="AboveMeanMillibels">In hundredths of a dB.</param>
public sealed record Loudness(long AboveMeanMillibels, int MinHits, RoleFilter Role, TurnRange? Turns) : Condition;

/// <summary><c>duration</c>: the largest end of any turn.</summary>
/// <param name="Milliseconds">The limit, in milliseconds.</param>
public sealed record Duration(Limit Milliseconds) : Condition;
