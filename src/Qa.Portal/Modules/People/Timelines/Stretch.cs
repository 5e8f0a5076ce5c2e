namespace Qa.Portal.Modules.People.Timelines;

/// <summary>What was so for a while.</summary>
internal readonly record struct Stretch<T>(Period Period, T Value)
    where T : notnull;
