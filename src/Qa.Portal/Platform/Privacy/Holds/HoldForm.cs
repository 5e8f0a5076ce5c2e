namespace Qa.Portal.Platform.Privacy.Holds;

/// <summary>A hold that somebody wants to place.</summary>
/// <param name="Target">An id or a number, as people write it; empty of a period.</param>
internal sealed record HoldForm(HoldKind Kind, string Target = "", string Reason = "", DateTimeOffset? From = null, DateTimeOffset? To = null)
{
    /// <summary>The form as it is stored, or what is wrong with it: where, what was found and what was expected.</summary>
    public (HoldForm? Form, IReadOnlyList<string> Faults) Checked()
    {
        var (target, reason, faults) = (Target.Trim(), Reason.Trim(), new List<string>());
        if (reason.Length is 0 or > LegalHold.MaximumReasonLength || reason.Contains('\0', StringComparison.Ordinal))
            faults.Add(FormattableString.Invariant($"reason: found {reason.Length} characters, expected 1 to {LegalHold.MaximumReasonLength}"));
        if (Kind == HoldKind.Period ? target.Length > 0 : target.Length is 0 or > LegalHold.MaximumTargetLength || target.Contains('\0', StringComparison.Ordinal))
            faults.Add(Kind == HoldKind.Period ? "target: found one, expected none for a period" : FormattableString.Invariant($"target: found {target.Length} characters, expected 1 to {LegalHold.MaximumTargetLength}"));
        if (Kind == HoldKind.Number && CustomerNumber.Of(target) is null)
            faults.Add($"target: found no number, expected {CustomerNumber.Expected}");
        if (Kind == HoldKind.Period && (From is null || To is null))
            faults.Add("from, to: found a period without both, expected both");
        if (From is { } from && To is { } to && to <= from)
            faults.Add(FormattableString.Invariant($"to: found {to:O}, expected a time after from, {from:O}"));
        return faults.Count > 0 ? (null, faults) : (this with { Target = Kind == HoldKind.Number ? CustomerNumber.Of(target)! : target, Reason = reason }, []);
    }
}
