using System.Collections.Immutable;
using Qa.Grains.Publication.Sources;

namespace Qa.Grains.Publication.Checks;

/// <summary>A change that may be published, with the cases that it fails all the same.</summary>
internal sealed record CheckedChange(PreparedChange Change, ImmutableArray<FailingCase> Failing);
