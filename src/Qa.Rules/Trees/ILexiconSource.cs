namespace Qa.Rules.Trees;

/// <summary>
/// Gives the loader the phrase files that a document names. The loader itself does no I/O; it hands over only relative
/// paths that stay in the document's own folder or below, as far as their text can show it, so an implementation has
/// only links to think of.
/// </summary>
public interface ILexiconSource
{
    /// <param name="relativePath">With <c>/</c> between its parts, and without <c>..</c>.</param>
    LexiconFile Read(string relativePath);
}
