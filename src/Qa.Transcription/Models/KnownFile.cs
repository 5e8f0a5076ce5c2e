namespace Qa.Transcription.Models;

/// <summary>A file of a model.</summary>
/// <param name="Sha256">The sum by which it is known; null where operators may bring their own.</param>
/// <param name="OtherName">What it is called where it comes from; null where the same.</param>
public sealed record KnownFile(string Name, string? Sha256, string? OtherName = null)
{
    /// <summary>Where it may lie in a folder or below an address: there itself, or where optimum's exports are usually kept.</summary>
    internal IEnumerable<string> Places => OtherName is null ? [Name, $"onnx/{Name}"] : [Name, OtherName];
}
