using System.Collections.Immutable;
using Qa.Rules.Trees;

namespace Qa.Portal.Modules.NormSets.Editing;

/// <summary>What the fields of a form work on: how a change is made, and which names there are to choose from.</summary>
/// <param name="PutAsync">Puts a value in a place of the node, by keys and numbers of items; null takes away what stands there.</param>
/// <param name="ChangeAsync">The same from what stands there when the change is made: two that are made in a row do not undo each other.</param>
/// <param name="Lets">Names of the conditions of <c>let</c>.</param>
/// <param name="Lexicons">Names of the phrase lists.</param>
public sealed record FormEdit(
    Func<ImmutableArray<string>, DocumentNode?, Task> PutAsync, Func<ImmutableArray<string>, Func<DocumentNode?, DocumentNode?>, Task> ChangeAsync, ImmutableArray<string> Lets, ImmutableArray<string> Lexicons)
{
    /// <summary>Phrases with those of the lexicons that they name in the place of the names; null where nothing is suggested, as who looks may not read interactions.</summary>
    public Func<IEnumerable<string>, IReadOnlyCollection<string>>? Resolve { get; init; }
}
