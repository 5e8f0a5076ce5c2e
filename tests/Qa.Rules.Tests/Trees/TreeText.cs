using System.Text;
using Qa.Rules.Trees;
using Qa.Rules.Versions;

namespace Qa.Rules.Tests.Trees;

/// <summary>Short ways to documents and trees for tests.</summary>
internal static class TreeText
{
    public const string Head = "schema: qa.norm-tree/1\nruleSet: case\nname: x\n";

    /// <summary>A document whose only norm, on line 5, forbids a condition.</summary>
    public static string Forbid(string condition) =>
        $"{Head}norms:\n  - {{id: a, name: a, points: -1, forbid: {condition}}}\n";

    /// <summary>A document with let conditions on line 4 and one norm.</summary>
    public static string Let(string lets) => $"{Head}let: {lets}\nnorms: [{{id: a, name: a, points: -1, forbid: {{regex: a}}}}]\n";

    public static NormTree Load(string text, ILexiconSource? lexicons = null)
    {
        var result = TreeLoader.Load("case.yaml", text, lexicons);
        result.Diagnostics.Should().BeEmpty();
        return result.Tree!;
    }

    /// <summary>The one norm's condition.</summary>
    public static T Condition<T>(string condition)
        where T : Qa.Rules.Conditions.Condition =>
        ((Judgement.Forbid)((Norm)Load(Forbid(condition)).Nodes[0]).Judgement).Condition.Should().BeOfType<T>().Subject;

    /// <summary>Errors as <c>line path|key</c>, without a path or key where there is none.</summary>
    public static string[] Errors(TreeLoadResult result) =>
        [.. result.Diagnostics.Select(d => $"{d.Line} {d.Path}|{d.Key}")];

    public static string[] Errors(string text, ILexiconSource? lexicons = null) => Errors(TreeLoader.Load("case.yaml", text, lexicons));

    public static string Json(NormTree tree) => Encoding.UTF8.GetString(CanonicalJson.Of(tree.Document));

    public static string Hash(NormTree tree) => TreeHash.Of(tree.Document);
}
