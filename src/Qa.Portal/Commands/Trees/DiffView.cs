using System.Globalization;
using Qa.Portal.Commands.Hosting;
using Qa.Rules.Trees;
using Qa.Rules.Versions;
using Spectre.Console;
using TreeNode = Qa.Rules.Trees.TreeNode;

namespace Qa.Portal.Commands.Trees;

/// <summary>Shows a difference: + new, - gone, ~ changed, &gt; moved, with the values before and after.</summary>
internal sealed class DiffView(CommandSession session)
{
    /// <summary>Phrases that are named of each side; lexicons have thousands.</summary>
    private const int PhrasesShown = 20;

    private static readonly Style Added = new(Color.Green);
    private static readonly Style Removed = new(Color.Red);
    private static readonly Style Changed = new(Color.Yellow);

    public void Show(TreeDifference difference)
    {
        ShowKeys(difference.Document, "");
        foreach (var change in difference.Nodes)
            ShowNode(change);
    }

    private void ShowNode(NodeChange change)
    {
        switch (change)
        {
            case NodeChange.Added added:
                Say(Added, $"+ {added.Path}  {added.Node.Name}{Below(added.Node)}");
                break;
            case NodeChange.Removed removed:
                Say(Removed, $"- {removed.Path}  {removed.Node.Name}{Below(removed.Node)}");
                break;
            case NodeChange.Moved moved:
                Say(Changed, $"> {moved.Path}  {Origin(moved)}");
                break;
            case NodeChange.Changed changed:
                Say(Changed, $"~ {changed.Path}");
                ShowKeys(changed.Keys, "    ");
                break;
            default:
                throw new InvalidOperationException($"unknown change {change.GetType().Name}");
        }
    }

    private void ShowKeys(IEnumerable<KeyChange> keys, string indent)
    {
        foreach (var key in keys)
        {
            if (key.Phrases is { } phrases)
                ShowPhrases(key.Key, phrases, indent);
            else if (key.Old is null)
                Say(Added, $"{indent}+ {key.Key}: {DocumentText.Of(key.New!)}");
            else if (key.New is null)
                Say(Removed, $"{indent}- {key.Key}: {DocumentText.Of(key.Old)}");
            else
                Say(Changed, $"{indent}~ {key.Key}: {DocumentText.Of(key.Old)} → {DocumentText.Of(key.New)}");
        }
    }

    private void ShowPhrases(string key, PhraseChange phrases, string indent)
    {
        if (phrases.Added.IsEmpty && phrases.Removed.IsEmpty)
            Say(Changed, $"{indent}~ {key}: {session.Texts["diff.order"]}");
        if (!phrases.Removed.IsEmpty)
            Say(Removed, $"{indent}- {key}: {Listed(phrases.Removed)}");
        if (!phrases.Added.IsEmpty)
            Say(Added, $"{indent}+ {key}: {Listed(phrases.Added)}");
    }

    private string Origin(NodeChange.Moved moved) => moved.Path == moved.OldPath
        ? session.Texts.Format("diff.movedWithin", moved.OldIndex + 1, moved.Index + 1)
        : session.Texts.Format("diff.movedFrom", moved.OldPath);

    private string Below(TreeNode node)
    {
        var norms = CountNorms(node);
        return node is Category ? "  " + session.Texts.Format("diff.norms", norms) : "";
    }

    // The depth of a document is bounded by TreeLimits.Depth.
    private static int CountNorms(TreeNode node) => node is Category category ? category.Children.Sum(CountNorms) : 1;

    private static string Listed(IReadOnlyCollection<string> phrases)
    {
        var rest = phrases.Count - PhrasesShown;
        return string.Join(", ", phrases.Take(PhrasesShown)) + (rest > 0 ? string.Create(CultureInfo.InvariantCulture, $" … +{rest}") : "");
    }

    private void Say(Style style, string text) => session.Console.Write(new StyledLine(new StyledText(text, style)));
}
