using System.Text;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Trees;

namespace Qa.Rules.Tests.Scoring;

/// <summary>Small trees and dialogues for tests.</summary>
internal static class TestTrees
{
    public static CompiledTree Compile(string yaml)
    {
        var loaded = TreeLoader.Load("test.yaml", Encoding.UTF8.GetBytes(yaml));
        loaded.Diagnostics.Should().BeEmpty();
        return CompiledTree.Compile(loaded.Tree!);
    }

    /// <summary>A tree of the given norms, each a line of YAML flow style.</summary>
    public static CompiledTree OfNorms(params string[] norms) =>
        Compile("schema: qa.norm-tree/1\nruleSet: test\nname: test\nnorms:\n" + string.Concat(norms.Select(norm => $"  - {norm}\n")));

    /// <summary>A voice interaction; each turn as <c>role: text</c>.</summary>
    public static Interaction Dialogue(params string[] turns) => new(
        "i", Channel.Voice, "2026-03-01T08:00:00Z", new("a", null, null), null, null, null,
        System.Collections.Immutable.ImmutableSortedDictionary<string, AttributeValue>.Empty,
        [.. turns.Select(turn => new Turn(Enum.Parse<Role>(turn[..turn.IndexOf(':', StringComparison.Ordinal)], ignoreCase: true), turn[(turn.IndexOf(':', StringComparison.Ordinal) + 2)..]))]);
}
