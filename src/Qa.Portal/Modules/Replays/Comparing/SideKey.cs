using System.Globalization;

namespace Qa.Portal.Modules.Replays.Comparing;

/// <summary>What an interaction is scored by on one side of a comparison: a version, a draft, or nothing anew but a scorecard as it is stored.</summary>
/// <param name="Version">Null for another kind; so with the others.</param>
/// <param name="Draft">Its id.</param>
/// <param name="Stored">Task and item of the scorecard.</param>
public readonly record struct SideKey(long? Version, string? Draft, (long Task, long Item)? Stored)
{
    private const string BeforeStored = "stored-";

    public static SideKey OfVersion(long version) => new(version, null, null);

    public static SideKey OfDraft(string draft) => new(null, draft, null);

    public static SideKey OfStored(long task, long item) => new(null, null, (task, item));

    /// <summary>As an address names it: <c>3</c>, <c>stored-12-345</c>, or the id of a draft; null for nothing.</summary>
    public static SideKey? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return OfVersion(version);
        return text.StartsWith(BeforeStored, StringComparison.Ordinal) && text[BeforeStored.Length..].Split('-') is [var task, var item]
            && long.TryParse(task, NumberStyles.None, CultureInfo.InvariantCulture, out var taskNumber) && long.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out var itemNumber)
            ? OfStored(taskNumber, itemNumber)
            : OfDraft(text);
    }

    public override string ToString() => this switch
    {
        { Version: { } version } => version.ToString(CultureInfo.InvariantCulture),
        { Stored: var (task, item) } => FormattableString.Invariant($"{BeforeStored}{task}-{item}"),
        _ => Draft ?? "",
    };
}
