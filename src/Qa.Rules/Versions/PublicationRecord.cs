namespace Qa.Rules.Versions;

/// <summary>One entry of the publication log. Its hash is kept by the record after it, so that no record can be changed alone.</summary>
/// <param name="Version">1, 2, 3 … within the set.</param>
/// <param name="Parent">
/// The version of the set that this one was made from: with <see cref="PublicationMode.HotNorm"/> the one before it, with
/// <see cref="PublicationMode.Rollback"/> the older one that is published again, else any earlier one, or none.
/// </param>
/// <param name="NormPath">The node that was replaced, added or removed; with <see cref="PublicationMode.HotNorm"/> only.</param>
/// <param name="At">When, in RFC 3339, as it was recorded: a hash needs the text, not the moment.</param>
/// <param name="Previous">Hash of the record before it in the log of all sets; null for the first.</param>
public sealed record PublicationRecord(
    string RuleSet,
    int Version,
    string TreeHash,
    int? Parent,
    PublicationMode Mode,
    string? NormPath,
    string By,
    string At,
    string Note,
    string? Previous)
{
    /// <summary>SHA-256 of <see cref="PublicationRecordJson.Write"/>, 64 lower-case hexadecimal digits.</summary>
    public string Hash() => CanonicalJson.Hash(PublicationRecordJson.Write(this));
}
