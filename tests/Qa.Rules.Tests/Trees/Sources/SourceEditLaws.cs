using System.Text.RegularExpressions;
using CsCheck;
using Qa.Rules.Tests.Fuzzing;
using Qa.Rules.Tests.Oracle.Cases;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Sources;

namespace Qa.Rules.Tests.Trees.Sources;

/// <summary>An edit of the source says what the same edit of the tree says, on every node of every tree that we have.</summary>
public sealed class SourceEditLaws
{
    private const int LargeText = 10_000;

    [Fact]
    public void Of_HouseForm_SaysTheDocument()
    {
        foreach (var source in SourceTexts.All())
            DocumentEquality.AreSame(NormSource.Of("a", (DocumentMapping)source.Reading.Root!).Reading.Root!, source.Reading.Root!).Should().BeTrue(source.FileName);
    }

    [Fact]
    public void Set_AllThatIsThere_GivesTheSameBytes()
    {
        foreach (var source in SourceTexts.All())
        {
            var document = (DocumentMapping)NormSource.Of("copy", source.Text).Reading.Root!;
            SourceEdit.To(source, document).Source.Should().BeSameAs(source);
            foreach (var (path, node) in SourceTexts.Nodes(document))
            {
                foreach (var entry in node.Entries.Where(static entry => entry.Key != "children"))
                    SourceEdit.Set(source, path, [entry.Key], entry.Value).Source.Should().BeSameAs(source, "{0} {1}", source.FileName, path);
            }
        }
    }

    [Fact]
    public void Edit_OfEveryNode_IsThatOfTheTree()
    {
        var turn = 0;
        foreach (var source in SourceTexts.All())
        {
            var tree = source.Load(Corpus.Lexicons).Tree!;
            foreach (var (path, node) in SourceTexts.Nodes(source.Reading.Root!).ToList())
                Check(source, tree, path, node, turn++);
        }
    }

    [Fact]
    public void To_AnyDocumentFromAnyOther_SaysIt() => Gen.Select(RandomTrees.Case, RandomTrees.Case, Gen.Bool).Sample(
        (from, to, asJson) =>
        {
            var document = SourceTexts.Mapping(to.TreeJson);
            var source = asJson ? NormSource.Of("a", from.TreeJson) : NormSource.Of("a", SourceTexts.Mapping(from.TreeJson));

            var there = SourceEdit.To(source, document);

            SourceTexts.Edited(source, there);
            there.Source!.IsJson.Should().Be(asJson);
            DocumentEquality.AreSame(there.Source.Reading.Root!, document).Should().BeTrue();
            var back = SourceEdit.To(there.Source, (DocumentMapping)source.Reading.Root!);
            DocumentEquality.AreSame(back.Source!.Reading.Root!, source.Reading.Root!).Should().BeTrue();
        },
        iter: 150,
        threads: 1);

    // A comment above every line and one at its end: whatever node is changed, all of them are there afterwards, once.
    [Fact]
    public void Edit_OfATextFullOfComments_KeepsThem()
    {
        foreach (var set in SourceTexts.RuleSets())
        {
            var lines = set.Text.Split('\n').Where(static line => line.Length > 0 && !line.TrimStart().StartsWith('#')).ToArray();
            var text = string.Concat(lines.Select(static (line, i) => $"{line[..(line.Length - line.TrimStart().Length)]}# a{i};\n{line}  # e{i};\n"));
            var source = NormSource.Of(set.FileName, text);
            var nodes = SourceTexts.Nodes(source.Reading.Root!).ToList();
            for (var i = 0; i < nodes.Count; i += 3)
            {
                var (path, parent) = (nodes[i].Path, nodes[i].Path.Contains('/', StringComparison.Ordinal) ? nodes[i].Path[..nodes[i].Path.LastIndexOf('/')] : "");
                var edit = (i % 4) switch
                {
                    0 => SourceEdit.Set(source, path, ["description"], SourceTexts.Text("新")),
                    1 => SourceEdit.EnableNode(source, path, enabled: false),
                    2 => SourceEdit.InsertNode(source, parent, 0, SourceTexts.Mapping("{id: new, name: n, manual: {max: 1}}")),
                    _ => SourceEdit.MoveNode(source, path, parent, null),
                };

                var edited = SourceTexts.Edited(source, edit);
                Comments(edited).Order().Should().Equal(Comments(text).Order(), "{0} {1} {2}", i % 4, set.FileName, path);
            }
        }
    }

    // One kind of edit a node, each in its turn: together all kinds meet all kinds of nodes.
    private static void Check(NormSource source, NormTree tree, string path, DocumentMapping node, int turn)
    {
        var (parent, siblings) = Siblings(tree, path);
        var at = siblings.FindIndex(sibling => path.EndsWith(sibling.Id, StringComparison.Ordinal) && path.Length == parent.Length + (parent.Length > 0 ? 1 : 0) + sibling.Id.Length);
        var resolved = siblings[at].Source;
        var (edit, expected) = (turn % 6) switch
        {
            0 => (SourceEdit.Set(source, path, ["name"], SourceTexts.Text("新 'name': #1")), TreeEdit.Replace(tree, path, With(resolved, "name", SourceTexts.Text("新 'name': #1")))),
            1 => (SourceEdit.EnableNode(source, path, enabled: false), TreeEdit.Replace(tree, path, With(resolved, "enabled", SourceTexts.Value("false")))),
            2 => (SourceEdit.DeleteNode(source, path), TreeEdit.Remove(tree, path)),
            3 => (SourceEdit.CopyNode(source, path, parent, at, "copied"), TreeEdit.Add(tree, parent, at, With(resolved, "id", SourceTexts.Text("copied")))),
            4 => (SourceEdit.MoveNode(source, path, parent, siblings.Count - 1), TreeEdit.Move(tree, path, parent, siblings.Count - 1)),
            _ => (SourceEdit.MoveNode(source, path, "", 0), TreeEdit.Move(tree, path, "", 0)),
        };

        edit.Succeeded.Should().Be(expected.Succeeded, "{0} {1} {2}", turn % 6, source.FileName, path);
        if (!edit.Succeeded)
            return;
        SourceTexts.Edited(source, edit);
        var after = edit.Source!.LoadAfter(source, tree, Corpus.Lexicons);
        after.Diagnostics.Should().BeEmpty("{0} {1} {2}", turn % 6, source.FileName, path);
        TreeText.Hash(after.Tree!).Should().Be(TreeText.Hash(expected.Tree!), "{0} {1} {2}", turn % 6, source.FileName, path);

        // That the text says what was asked, the edit checks itself; of the large sets, what it means as a tree is looked at now and then.
        if (source.Text.Length > LargeText && turn % 7 != 0)
            return;
        TreeText.Hash(edit.Source!.Load(Corpus.Lexicons).Tree!).Should().Be(TreeText.Hash(expected.Tree!), "{0} {1} {2}", turn % 6, source.FileName, path);
    }

    private static IEnumerable<string> Comments(string text) => Regex.Matches(text, "# [ae][0-9]+;").Select(static match => match.Value);

    private static (string Parent, List<TreeNode> Siblings) Siblings(NormTree tree, string path)
    {
        var place = NodePath.Find(tree, path)!;
        var end = path.LastIndexOf('/');
        return (end < 0 ? "" : path[..end], [.. place.Siblings(tree)]);
    }

    private static DocumentMapping With(DocumentMapping node, string key, DocumentNode value) =>
        (DocumentMapping)DocumentChange.Set(node, [new(key, 0)], value)!;
}
