using System.Collections.Immutable;
using Qa.Grains.Publication.Sources;
using Qa.Portal.Modules.NormSets.Editing;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Sources;

namespace Qa.Portal.Modules.NormSets.Working;

/// <summary>With what a new set begins: one category with one norm, as there is no set without.</summary>
internal static class NewSet
{
    /// <param name="category">What the category is called: 服务禁语.</param>
    public static TreeSource.Document Of(string ruleSet, string name, string category, string norm)
    {
        var document = Written.Mapping(
            ("schema", Written.Text(NormTree.Schema)), ("ruleSet", Written.Text(ruleSet)), ("name", Written.Text(name)),
            ("norms", new DocumentSequence(default, [FormChange.NewCategory("forbidden", category, FormChange.NewNorm("phrases", norm))])));
        return new($"{ruleSet}.yaml", NormSource.Of($"{ruleSet}.yaml", document).Text, ImmutableSortedDictionary<string, string>.Empty);
    }
}
