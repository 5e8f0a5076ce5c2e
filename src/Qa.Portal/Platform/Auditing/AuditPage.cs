using Qa.Grains.Auditing.Search;

namespace Qa.Portal.Platform.Auditing;

/// <summary>Some entries, the newest first.</summary>
/// <param name="Next">Where the next page goes on; null when there is none.</param>
internal sealed record AuditPage(IReadOnlyList<FoundEntry> Entries, AuditPlace? Next);
