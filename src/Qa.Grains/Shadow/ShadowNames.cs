namespace Qa.Grains.Shadow;

/// <summary>States, endings and verdicts as rows and the interface for machines write them.</summary>
public static class ShadowNames
{
    private static readonly string[] States = ["", "running", "closing", "ended"];
    private static readonly string[] Endings = ["", "time", "stopped", "published", "withdrawn", "failed", "fault"];
    private static readonly string[] Verdicts = ["", "compared", "unfit", "erased", "fault"];

    public static string Of(ShadowState state) => States[(int)state];

    public static string Of(ShadowEnding ending) => Endings[(int)ending];

    internal static string Of(ShadowVerdict verdict) => Verdicts[(int)verdict];

    /// <exception cref="FormatException">There is no such state.</exception>
    internal static ShadowState StateOf(string name) => (ShadowState)PlaceOf(States, name);

    /// <inheritdoc cref="StateOf"/>
    internal static ShadowEnding EndingOf(string name) => (ShadowEnding)PlaceOf(Endings, name);

    /// <inheritdoc cref="StateOf"/>
    internal static ShadowVerdict VerdictOf(string name) => (ShadowVerdict)PlaceOf(Verdicts, name);

    private static int PlaceOf(string[] names, string name) =>
        Array.IndexOf(names, name) is > 0 and var place ? place : throw new FormatException($"found '{name}', expected one of {string.Join(", ", names.Skip(1))}");
}
