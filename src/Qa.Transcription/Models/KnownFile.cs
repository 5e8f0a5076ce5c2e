namespace Qa.Transcription.Models;

/// <summary>A file of a model, and the SHA-256 by which it is known; null where operators may bring their own.</summary>
public sealed record KnownFile(string Name, string? Sha256);
