using System.Globalization;

namespace Qa.Portal.Modules.Replays.Comparing;

/// <summary>What an interaction is scored by on one side of a comparison: a version, a draft, the draft of a shadow run, or nothing anew but a scorecard as it is stored.</summary>
/// <param name="Version">Null for another kind; so with the others.</param>
/// <param name="Draft">Its id.</param>
/// <param name="Stored">Task and item of the scorecard.</param>
/// <param name="Shadow">Id of the run, which keeps the tree also when the draft is gone.</param>
public readonly record struct SideKey(long? Version, string? Draft, (long Task, long Item)? Stored, Guid? Shadow)
{
    private const string BeforeStored = "stored-";
    private const string BeforeShadow = "shadow-";

    /// <summary>Whether it is something that was not published when it was made.</summary>
    public bool IsOfDraft => Draft is not null || Shadow is not null;

    public static SideKey OfVersion(long version) => new(version, null, null, null);

    public static SideKey OfDraft(string draft) => new(null, draft, null, null);

    public static SideKey OfStored(long task, long item) => new(null, null, (task, item), null);

    public static SideKey OfShadow(Guid run) => new(null, null, null, run);

    /// <summary>As an address names it: <c>3</c>, <c>stored-12-345</c>, <c>shadow-ID</c>, or the id of a draft; null for nothing.</summary>
    public static SideKey? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return OfVersion(version);
        if (text.StartsWith(BeforeShadow, StringComparison.Ordinal) && Guid.TryParseExact(text[BeforeShadow.Length..], "D", out var run))
            return OfShadow(run);
        return text.StartsWith(BeforeStored, StringComparison.Ordinal) && text[BeforeStored.Length..].Split('-') is [var task, var item]
            && long.TryParse(task, NumberStyles.None, CultureInfo.InvariantCulture, out var taskNumber) && long.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out var itemNumber)
            ? OfStored(taskNumber, itemNumber)
            : OfDraft(text);
    }

    public override string ToString() => this switch
    {
        { Version: { } version } => version.ToString(CultureInfo.InvariantCulture),
        { Stored: var (task, item) } => FormattableString.Invariant($"{BeforeStored}{task}-{item}"),
        { Shadow: { } run } => $"{BeforeShadow}{run:D}",
        _ => Draft ?? "",
    };
}
