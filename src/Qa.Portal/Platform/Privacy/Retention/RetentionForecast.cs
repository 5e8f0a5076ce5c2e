namespace Qa.Portal.Platform.Privacy.Retention;

/// <summary>What the next run would erase of a kind.</summary>
/// <param name="Kind">As <see cref="RetentionSettings"/> names it: <c>sound</c>.</param>
/// <param name="Days">Its period; null where it is kept for good.</param>
/// <param name="Due">Interactions over it.</param>
/// <param name="Held">Of these, those that a hold keeps.</param>
internal sealed record RetentionForecast(string Kind, int? Days, long Due, long Held);
