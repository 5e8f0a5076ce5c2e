namespace Qa.Portal.Modules.NormSets.Editing;

/// <summary>How much can be typed or pasted into one field: the page sends all of it with each change, and one message holds 1 MiB.</summary>
internal static class TypedText
{
    /// <summary>In characters, each of which takes up to three bytes.</summary>
    public const int MaximumLength = 250_000;
}
