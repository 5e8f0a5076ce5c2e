namespace Qa.Portal.Platform.Jobs;

/// <summary>What a handler has left when it is done.</summary>
/// <param name="Result">JSON; null for none.</param>
/// <param name="FileKey">Null where there is no file.</param>
internal sealed record JobOutcome(string? Result, long Done, long Total, string Note, string? FileKey, string? FileName, string? FileType);
