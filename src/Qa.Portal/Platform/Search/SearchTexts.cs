namespace Qa.Portal.Platform.Search;

/// <summary>Names the texts of the search; see SearchTexts.resx.</summary>
public sealed class SearchTexts;
