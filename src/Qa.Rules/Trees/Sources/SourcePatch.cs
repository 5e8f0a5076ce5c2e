namespace Qa.Rules.Trees.Sources;

/// <summary>One replaced stretch of a source text, in the form that text editors take.</summary>
/// <param name="Start">Index of the first replaced UTF-16 unit in the text before the edit.</param>
/// <param name="Length">UTF-16 units that are replaced; 0 where something is only put in.</param>
/// <param name="Text">What stands there afterwards; empty where something is only taken out.</param>
public readonly record struct SourcePatch(int Start, int Length, string Text)
{
    /// <summary>Index after the last replaced unit.</summary>
    public int End => Start + Length;
}
