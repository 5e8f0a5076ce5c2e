namespace Qa.Portal.Platform.Search;

/// <summary>A thing as it is searched: a transcript, a ticket, an article, a case.</summary>
/// <param name="Kind">What it is: <c>ticket</c>; 1..50 characters.</param>
/// <param name="Id">Its id among those of its kind; 1..200 characters. Put again, it takes the place of what was there.</param>
/// <param name="Title">Weighs more than the text. Of more than <see cref="MaximumTitleLength"/> characters the first are kept.</param>
/// <param name="Text">Lines are searched each for itself: no word lies in two. Of more than <see cref="MaximumTextLength"/> characters the first are searched.</param>
/// <param name="AgentId">Whose it is; with group and department, what <see cref="SearchScope"/> goes by.</param>
/// <param name="At">By which the newest comes first where two fit as well.</param>
internal sealed record SearchDocument(
    string Kind, string Id, string Title, string Text, string? AgentId = null, string? GroupId = null, string? DepartmentId = null, DateTimeOffset At = default)
{
    /// <summary>The kind of stored interactions, which are put in by themselves.</summary>
    public const string Interaction = "interaction";

    public const int MaximumKindLength = 50;
    public const int MaximumIdLength = 200;
    public const int MaximumTitleLength = 500;
    public const int MaximumTextLength = 100_000;
}
