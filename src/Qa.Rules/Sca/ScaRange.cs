using Qa.Rules.Trees;
using Qa.Rules.Workflows;

namespace Qa.Rules.Sca;

/// <summary>
/// Where a condition of SCA looks (<c>check_range</c>), as the modifiers of ours. Its <c>from</c> and <c>to</c> count sentences of the
/// role from 1, or from the end with −1 as the last; with an anchor, among those before or after the sentence that it hit.
/// </summary>
/// <param name="Role"><c>agent</c>, <c>customer</c> or <c>any</c>.</param>
/// <param name="Turns">Null for all.</param>
/// <param name="Around">Null for everywhere.</param>
internal sealed record ScaRange(string Role, DocumentMapping? Turns, DocumentMapping? Around)
{
    // So far no conversation goes: what is said of it is said to the end.
    private const int ToTheEnd = TreeLimits.WholeNumber;

    /// <summary>Null, and named, when our conditions have no such range.</summary>
    /// <param name="anchorOf">The condition of an anchor's id; null, and named, when there is none.</param>
    public static ScaRange? Of(DocumentMapping checkRange, string path, ScaLosses losses, Func<string, DocumentMapping?> anchorOf)
    {
        if (RoleOf(checkRange.Get("role").AsLabel()) is not { } role)
        {
            losses.LeaveOut(path, "check_range.role", $"no role of a conversation here: {checkRange.Get("role").AsLabel()}");
            return null;
        }

        if (checkRange.Get("allSentencesSatisfy").IsTrue())
        {
            losses.LeaveOut(path, "check_range.allSentencesSatisfy", "no condition asks that every sentence of a range meets it");
            return null;
        }

        var range = checkRange.Get("range").AsObject();
        var (from, to) = (range?.Get("from").AsWhole() ?? 1, range?.Get("to").AsWhole() ?? -1);
        if (checkRange.Get("anchor").AsObject() is { } anchor && (anchor.Get("cid") ?? anchor.Get("anchorCid")).AsLabel() is { } cid && !checkRange.Get("absolute").IsTrue())
            return anchorOf(cid) is { } of ? Anchored(anchor, of, role, (from, to), path, losses) : null;
        if (TurnsOf(from, to) is { } turns)
            return new(role, turns.Window, null);
        losses.LeaveOut(path, "check_range.range", FormattableString.Invariant($"sentences {from} to {to} cannot be counted from one end"));
        return null;
    }

    private static ScaRange? Anchored(DocumentMapping anchor, DocumentMapping of, string role, (int From, int To) range, string path, ScaLosses losses)
    {
        if (anchor.Get("hit_time").AsWhole() is { } hits and not -1)
            losses.Lose(path, "anchor.hit_time", FormattableString.Invariant($"{(hits == 0 ? "each hit" : $"hit {hits}")} of the anchor is meant; here any hit will do"));
        var (from, to) = range;
        var location = anchor.Get("location").AsLabel() ?? "";
        switch (location.ToUpperInvariant())
        {
            case "CURRENT":
                return new(role, null, AroundOf(of, 0, 0));
            case "AROUND" when from <= 0 && to >= 0:
                return new(role, null, AroundOf(of, Turns(-from), Turns(to)));
            case "AFTER" when from > 0 && (to > 0 || to == -1):
                if (from > 1)
                    losses.Lose(path, "check_range.range.from", FormattableString.Invariant($"the first {from - 1} sentences after the anchor are looked at too"));
                return new(role, null, AroundOf(of, 0, to == -1 ? ToTheEnd : Turns(to)));
            case "AFTER" when from < 0 && to == -1:
                return new(role, Window("last", -from), AroundOf(of, 0, ToTheEnd));
            case "BEFORE" when from < 0 && to < 0:
                if (to < -1)
                    losses.Lose(path, "check_range.range.to", FormattableString.Invariant($"the last {-to - 1} sentences before the anchor are looked at too"));
                return new(role, null, AroundOf(of, Turns(-from), 0));
            case "BEFORE" when from == 1:
                return new(role, to > 0 ? Window("first", to) : null, AroundOf(of, ToTheEnd, 0));
            default:
                losses.LeaveOut(path, "check_range.anchor", FormattableString.Invariant($"sentences {from} to {to} '{location}' an anchor are no window here"));
                return null;
        }

        // A window here counts the turns of everybody. Where two speak in turn, so many sentences of one are twice as many turns.
        int Turns(int sentences)
        {
            if (role == "any")
                return sentences;
            losses.Lose(path, "check_range.range", FormattableString.Invariant($"{sentences} sentences of one role are {2 * sentences} turns here, where those of everybody count; the anchor's own turn is among them"));
            return Math.Min(2 * sentences, ToTheEnd);
        }
    }

    private static (DocumentMapping? Window, bool IsAll)? TurnsOf(int from, int to) => (from, to) switch
    {
        (1 or 0, -1) => (null, true),
        (1, > 0) => (Window("first", to), false),
        ( > 1, -1) => (Between(from, ToTheEnd), false),
        ( > 1, > 0) => (Between(from, to), false),
        ( < 0, -1) => (Window("last", -from), false),
        _ => null,
    };

    private static DocumentMapping Window(string edge, int turns) => DocumentParts.Mapping((edge, DocumentParts.Number(turns)));

    private static DocumentMapping Between(int from, int to) => DocumentParts.Mapping(("from", DocumentParts.Number(from)), ("to", DocumentParts.Number(to)));

    private static DocumentMapping AroundOf(DocumentMapping of, int before, int after)
    {
        var entries = new List<(string, DocumentNode)> { ("of", of) };
        if (before > 0)
            entries.Add(("before", DocumentParts.Number(before)));
        if (after > 0)
            entries.Add(("after", DocumentParts.Number(after)));
        return DocumentParts.Mapping(entries);
    }

    private static string? RoleOf(string? role) => role switch
    {
        "客服" => "agent",
        "客户" => "customer",
        null or "所有" or "所有角色" => "any",
        _ => null,
    };
}
