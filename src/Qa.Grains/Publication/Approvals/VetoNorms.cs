using System.Text;
using Qa.Rules.Trees;
using Qa.Rules.Versions;

namespace Qa.Grains.Publication.Approvals;

/// <summary>
/// Whether a change touches what costs an agent everything (一票否决), and so needs a second approver. It rather says yes: a
/// change of any named condition touches every veto norm that uses names.
/// </summary>
public static class VetoNorms
{
    /// <param name="head">The tree in force; null when there is none yet.</param>
    public static bool AreTouched(NormTree? head, NormTree next) =>
        !Fingerprints(head).SetEquals(Fingerprints(next));

    private static HashSet<string> Fingerprints(NormTree? tree)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        if (tree is null)
            return found;
        var names = tree.Document.Entries.Where(static entry => entry.Key == "let").Select(static entry => Text(entry.Value)).FirstOrDefault("");
        foreach (var placed in TreeWalk.All(tree).Where(static placed => placed.Node is Norm { Judgement.IsVeto: true }))
        {
            var source = Text(placed.Node.Source);
            var usesNames = source.Contains("\"use\"", StringComparison.Ordinal) || source.Contains("hits(", StringComparison.Ordinal);
            found.Add($"{placed.Path}|{placed.IsEnabled}|{source}|{(usesNames ? names : "")}");
        }

        return found;
    }

    private static string Text(DocumentNode node) => Encoding.UTF8.GetString(CanonicalJson.Of(node));
}
