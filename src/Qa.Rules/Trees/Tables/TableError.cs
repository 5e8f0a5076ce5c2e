namespace Qa.Rules.Trees.Tables;

/// <summary>Something in a book that is not what it should be.</summary>
/// <param name="Sheet">The sheet's name as it stands in the book; the file's name for an error in a lexicon file; empty for the book as a whole.</param>
/// <param name="Row">As a spreadsheet numbers it: 1 is the row of headings; 0 for a whole sheet.</param>
/// <param name="Column">The heading as it stands in the sheet; empty for a whole row.</param>
/// <param name="Path">The node it is about; empty outside the nodes.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What should.</param>
public sealed record TableError(string Sheet, int Row, string Column, string Path, string Found, string Expected)
{
    /// <summary><c>sheet row 7 'column': found …, expected …</c>.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Sheet}{(Row > 0 ? $" row {Row}" : "")}{(Column.Length > 0 ? $" '{Column}'" : "")}: found {Found}, expected {Expected}");
}
