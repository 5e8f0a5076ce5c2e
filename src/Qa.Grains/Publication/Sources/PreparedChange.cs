using Qa.Rules.Versions;

namespace Qa.Grains.Publication.Sources;

/// <summary>A change made ready to be published.</summary>
/// <param name="Parent">As <see cref="PublicationRecord.Parent"/>.</param>
/// <param name="NormPath">As <see cref="PublicationRecord.NormPath"/>.</param>
/// <param name="TouchesVeto">Whether veto norms differ from those in force.</param>
internal sealed record PreparedChange(PreparedTree Tree, PublicationMode Mode, long? Parent, string? NormPath, bool TouchesVeto);
