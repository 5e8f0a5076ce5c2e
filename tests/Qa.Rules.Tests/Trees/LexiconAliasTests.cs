using System.Text;
using Qa.Rules.Trees;
using Qa.Rules.Versions;

namespace Qa.Rules.Tests.Trees;

/// <summary>One list, written once and aliased, under keys where <c>@name</c> means a lexicon and where it is only text.</summary>
public sealed class LexiconAliasTests
{
    private const string Head = "schema: qa.norm-tree/1\nruleSet: case\nname: x\nlexicons: {hi: [您好, 你好]}\nnorms:\n";

    [Theory]
    [InlineData("similar: {texts: &s ['@hi']}", "anyOf: *s")]
    [InlineData("anyOf: &s ['@hi']", "similar: {texts: *s}")]
    public void Load_ListAliasedAsScriptsAndPhrases_IsResolvedWhereItIsPhrases(string first, string second)
    {
        var loaded = TreeLoader.Load("case.yaml", Encoding.UTF8.GetBytes(
            $"{Head}  - {{id: a, name: a, forbid: {{{first}}}, points: -1}}\n  - {{id: b, name: b, forbid: {{{second}}}, points: -1}}\n"));
        loaded.Diagnostics.Should().BeEmpty();

        var canonical = CanonicalJson.Of(loaded.Tree!.Document);
        var again = TreeLoader.Load("again.json", canonical);

        again.Diagnostics.Should().BeEmpty();
        TreeHash.Of(again.Tree!.Document).Should().Be(TreeHash.Of(loaded.Tree.Document));
        Encoding.UTF8.GetString(canonical).Should().Contain("\"anyOf\":[\"您好\",\"你好\"]").And.Contain("\"texts\":[\"@hi\"]");
    }
}
