namespace Qa.Portal.Modules.NormSets.Cases;

/// <summary>What became of a case that somebody wanted to keep, change or delete.</summary>
/// <param name="Case">As it is now; null where it is not there.</param>
/// <param name="Fault">Null where it was done.</param>
/// <param name="Detail">What was found and what was expected, in English; empty where it was done.</param>
internal sealed record CaseAnswer(StoredCase? Case, CaseFault? Fault, string Detail)
{
    public static CaseAnswer Done(StoredCase? one) => new(one, null, "");

    public static CaseAnswer Refused(CaseFault fault, string detail, StoredCase? current = null) => new(current, fault, detail);
}
