using Qa.Grains.Publication.Sources;

namespace Qa.Portal.Modules.NormSets;

/// <summary>A change of one node.</summary>
/// <param name="Path">The node; with <c>add</c> the category it comes under, empty for the top.</param>
/// <param name="Place">With <c>add</c>: place among its siblings, from 0; the last where left out.</param>
/// <param name="Text">The node as YAML or JSON; not with <c>remove</c>.</param>
internal sealed record NodePart(NodeOperation Operation, string Path, int? Place = null, string? Text = null);
