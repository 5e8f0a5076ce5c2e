using System.Text.Json;
using System.Text.Json.Nodes;
using Qa.Rules.Tests.Oracle;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Reading;
using Qa.Rules.Trees.Sources;

namespace Qa.Rules.Tests.Trees.Sources;

/// <summary>Every conformance case and rule set as a source, and what tests ask of edits.</summary>
internal static class SourceTexts
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Conformance trees as JSON on lines, as JSON on one line, and as YAML in the form of <c>rulesets/</c>; then the rule sets as they are.</summary>
    public static IEnumerable<NormSource> All()
    {
        foreach (var file in Directory.EnumerateFiles(ProjectPaths.ConformanceCases, "*.json").Order(StringComparer.Ordinal))
        {
            var tree = JsonNode.Parse(File.ReadAllText(file))!["tree"]!;
            var name = Path.GetFileName(file);
            yield return NormSource.Of(name, tree.ToJsonString(Pretty));
            yield return NormSource.Of(name, tree.ToJsonString());
            yield return NormSource.Of(name + ".yaml", (DocumentMapping)DocumentReader.Read(tree.ToJsonString()).Root!);
        }

        foreach (var source in RuleSets())
            yield return source;
    }

    public static IEnumerable<NormSource> RuleSets() =>
        Directory.EnumerateFiles(ProjectPaths.RuleSets, "*.yaml").Order(StringComparer.Ordinal)
            .Select(static file => NormSource.Of(Path.GetFileName(file), File.ReadAllText(file)));

    public static DocumentNode Value(string yaml) => DocumentReader.Read(yaml).Root!;

    public static DocumentMapping Mapping(string yaml) => (DocumentMapping)Value(yaml);

    public static DocumentScalar Text(string text) => new(default, ScalarKind.String, text);

    /// <summary>All nodes with their paths, a category before what is under it.</summary>
    public static IEnumerable<(string Path, DocumentMapping Node)> Nodes(DocumentNode document) => Nodes(document, "norms", "");

    /// <summary>The edited text, once it is sure that its patches make it and that all else is byte for byte what it was.</summary>
    public static string Edited(NormSource source, SourceEditResult result)
    {
        result.Diagnostics.Should().BeEmpty();
        var (text, at) = (new System.Text.StringBuilder(), 0);
        foreach (var patch in result.Patches)
        {
            patch.Start.Should().BeGreaterThanOrEqualTo(at);
            text.Append(source.Text, at, patch.Start - at).Append(patch.Text);
            at = patch.End;
        }

        text.Append(source.Text, at, source.Text.Length - at).ToString().Should().Be(result.Source!.Text);
        ShouldBeReadAsAWhole(result.Source);
        return result.Source.Text;
    }

    /// <summary>However a source came to be read, it has each value at the place at which reading its whole text finds it.</summary>
    public static void ShouldBeReadAsAWhole(NormSource source)
    {
        var whole = NormSource.Of(source.FileName, source.Text);
        if (ReferenceEquals(whole.Reading.Root, source.Reading.Root))
            return;
        Places(source.Reading.Root!).Should().Equal(Places(whole.Reading.Root!), source.FileName);
        Places(source.Outline).Should().Equal(Places(whole.Outline), source.FileName);
    }

    private static IEnumerable<string> Places(DocumentNode node) => node switch
    {
        DocumentMapping mapping => mapping.Entries.SelectMany(static entry => Places(entry.Value).Prepend($"{entry.Key} {entry.KeyPosition}")).Prepend($"{{ {node.Position}"),
        DocumentSequence list => list.Items.SelectMany(Places).Prepend($"[ {node.Position}"),
        _ => [$"{((DocumentScalar)node).Kind} {((DocumentScalar)node).Text} {node.Position}"],
    };

    private static IEnumerable<string> Places(SourceNode node) => node switch
    {
        SourceMapping mapping => mapping.Entries.SelectMany(static entry => Places(entry.Key).Concat(Places(entry.Value))).Prepend($"{mapping.Layout} {mapping.Start} {mapping.Open} {mapping.End} {mapping.HasAnchor}"),
        SourceSequence list => list.Items.SelectMany(Places).Prepend($"{list.Layout} {list.Start} {list.Open} {list.End} {list.HasAnchor}"),
        _ => [node.ToString()],
    };

    private static IEnumerable<(string Path, DocumentMapping Node)> Nodes(DocumentNode holder, string key, string above)
    {
        foreach (var node in ((DocumentSequence?)((DocumentMapping)holder)[key])?.Items.Cast<DocumentMapping>() ?? [])
        {
            var path = above + DocumentStep.IdOf(node);
            yield return (path, node);
            foreach (var below in Nodes(node, "children", path + "/"))
                yield return below;
        }
    }
}
