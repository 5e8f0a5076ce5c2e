using Qa.Rules.Trees.Sources;

namespace Qa.Portal.Modules.NormSets.Editing;

/// <summary>A change that somebody makes on a page, so that it can be made again on what somebody else has saved meanwhile, or refused there.</summary>
/// <param name="Make">From the text as it then is; what it puts there is computed from it where it can be.</param>
/// <param name="Node">The node whose fields it changes, empty for the set; null where it adds, moves or takes away nodes.</param>
/// <param name="Seen">The text that its author saw.</param>
/// <param name="SeenForeign">How many changes of others that text had in it.</param>
public sealed record SetEdit(Func<NormSource, SourceEditResult> Make, string? Node, NormSource Seen, int SeenForeign);
