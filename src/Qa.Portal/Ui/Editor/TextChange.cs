namespace Qa.Portal.Ui.Editor;

/// <summary>A stretch of a text that was replaced, in UTF-16 units.</summary>
public sealed record TextChange(int Offset, int Length, string Text);
