using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Qa.Portal.Commands.Files;
using Qa.Portal.Modules.NormSets.Editing;
using Qa.Portal.Tests.Commands;
using Qa.Rules.Compilation;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Sources;

namespace Qa.Portal.Tests.Modules.NormSets.Editing;

/// <summary>The form and the text say the same: over every condition of the conformance cases and of rulesets/, no form hides a key, and none changes what it only shows.</summary>
public sealed class FormRoundTripTests
{
    private static readonly string[] NodeKeys = ["id", "name", "description", "guidance", "enabled", "children", "maxDeduct", "when", "forbid", "require", "reward", "manual", "points", "perHit", "maxHits", "severity"];

    public static TheoryData<string> Sources => [.. Texts().Keys];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Form_OfEveryNode_ShowsEveryKey(string name)
    {
        var source = NormSource.Of(name, Texts()[name]);

        foreach (var node in Nodes(source))
        {
            node.Source.Entries.Select(static entry => entry.Key).Should().BeSubsetOf(NodeKeys, node.Path);
            foreach (var (_, condition) in Conditions(node))
                Unshown(condition).Should().BeEmpty($"{node.Path} has a form for all of it");
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Field_GivenWhatItShows_LeavesTheTextAsItIs(string name)
    {
        var source = NormSource.Of(name, Texts()[name]);
        var fields = 0;

        foreach (var node in Nodes(source))
        {
            foreach (var (keys, condition) in Conditions(node))
            {
                foreach (var (key, value) in Shown(keys, condition))
                {
                    var put = FormChange.Put(source, node.Path, key, value);
                    put.Diagnostics.Should().BeEmpty($"{node.Path} {string.Join('.', key)}");
                    put.Source!.Text.Should().Be(source.Text, $"{node.Path} {string.Join('.', key)}");
                    fields++;
                }
            }
        }

        fields.Should().BeGreaterThanOrEqualTo(Nodes(source).Count(static node => !node.IsCategory && FormChange.JudgementOf(node.Source) != "manual"));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Judge_ToAnotherAndBack_IsTheSameTree(string name)
    {
        var source = NormSource.Of(name, Texts()[name]);
        var hash = HashOf(source, name);

        // Points change with the judgement, so that only forbid and require come back to what they were.
        foreach (var node in Nodes(source).Where(static node => FormChange.JudgementOf(node.Source) is "require" && node.Source["points"] is not null).Take(3))
        {
            var forbidden = FormChange.Judge(source, node.Path, "forbid").Source!;
            FormChange.JudgementOf(Find(forbidden, node.Path)).Should().Be("forbid");
            var back = FormChange.Judge(forbidden, node.Path, "require").Source!;
            HashOf(back, name).Should().Be(hash);
        }
    }

    internal static Dictionary<string, string> Texts()
    {
        var texts = Directory.GetFiles(RepositoryFile.At("rulesets"), "*.yaml").ToDictionary(static file => Path.GetFileName(file), File.ReadAllText, StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(RepositoryFile.At("tests/Qa.Rules.Tests/Data/conformance"), "*.json"))
            texts.Add(Path.GetFileName(file), JsonSerializer.Serialize(JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("tree")));
        return texts;
    }

    private static IEnumerable<EditNode> Nodes(NormSource source) => EditNode.All(EditNode.Of(source));

    private static DocumentMapping Find(NormSource source, string path) => Nodes(source).Single(node => node.Path == path).Source;

    private static string HashOf(NormSource source, string name) =>
        CompiledTree.Compile(TreeLoader.Load(name, Encoding.UTF8.GetBytes(source.Text), new FolderLexicons(RepositoryFile.At("rulesets"))).Tree!).TreeHash;

    // Every condition of a node, with where it stands.
    private static IEnumerable<(ImmutableArray<string> Keys, DocumentMapping Condition)> Conditions(EditNode node) =>
        new[] { "when", "forbid", "require", "reward" }.Where(key => node.Source[key] is DocumentMapping).SelectMany(key => Within([key], (DocumentMapping)node.Source[key]!));

    private static IEnumerable<(ImmutableArray<string> Keys, DocumentMapping Condition)> Within(ImmutableArray<string> keys, DocumentMapping condition)
    {
        yield return (keys, condition);
        foreach (var (key, value) in Fields(keys, condition))
        {
            var inner = value switch
            {
                DocumentMapping one when OperatorShape.Of(one) is not null => Within(key, one),
                DocumentSequence list => list.Items.Select(static (item, index) => (item, index)).Where(static each => each.item is DocumentMapping)
                    .SelectMany(each => Within(key.Add(FormattableString.Invariant($"{each.index}")), (DocumentMapping)each.item)),
                _ => [],
            };
            foreach (var one in inner)
                yield return one;
        }
    }

    // What the form shows of a condition that stands there.
    private static IEnumerable<(ImmutableArray<string> Keys, DocumentNode Value)> Shown(ImmutableArray<string> keys, DocumentMapping condition) => Fields(keys, condition).Where(static field => field.Value is not null).Select(static field => (field.Keys, field.Value!));

    private static IEnumerable<(ImmutableArray<string> Keys, DocumentNode? Value)> Fields(ImmutableArray<string> keys, DocumentMapping condition)
    {
        var shape = OperatorShape.Of(condition)!;
        foreach (var field in shape.Value)
        {
            var at = field.Key.Length == 0 ? keys.Add(shape.Key) : keys.Add(shape.Key).Add(field.Key);
            yield return (at, field.Key.Length == 0 ? condition[shape.Key] : (condition[shape.Key] as DocumentMapping)?[field.Key]);
        }

        foreach (var field in shape.Beside)
        {
            if (field.Key != "around")
            {
                yield return (keys.Add(field.Key), condition[field.Key]);
                continue;
            }

            yield return (keys.Add("around").Add("of"), (condition["around"] as DocumentMapping)?["of"]);
            foreach (var side in OperatorShape.AroundSides)
                yield return (keys.Add("around").Add(side.Key), (condition["around"] as DocumentMapping)?[side.Key]);
        }
    }

    private static IEnumerable<string> Unshown(DocumentMapping condition)
    {
        if (OperatorShape.Of(condition) is not { } shape)
            return [.. condition.Entries.Select(static entry => entry.Key)];
        var beside = condition.Entries.Select(static entry => entry.Key).Except(shape.Beside.Select(static field => field.Key).Append(shape.Key), StringComparer.Ordinal);
        var inside = condition[shape.Key] is DocumentMapping value && shape.Value is not [{ Key: "" }] ? value.Entries.Select(static entry => entry.Key).Except(shape.Value.Select(static field => field.Key), StringComparer.Ordinal) : [];
        var around = condition["around"] is DocumentMapping near ? near.Entries.Select(static entry => entry.Key).Except(["of", "before", "after"], StringComparer.Ordinal) : [];
        return beside.Concat(inside).Concat(around);
    }
}
