namespace Qa.Portal.Ui.Editor;

/// <summary>What is wrong at a place of a text; both 1-based, 0 where not known.</summary>
public sealed record TextMark(int Line, int Column, string Message);
