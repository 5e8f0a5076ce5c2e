using System.Text;
using System.Text.Json.Nodes;
using Qa.Benchmarks.Measuring;
using Qa.Rules.Compilation;
using Qa.Rules.Trees;

namespace Qa.Benchmarks.Rules;

/// <summary>(5) What it takes to publish one changed norm of a tree of 20,000 phrases: load it, check it, compile the tree.</summary>
internal static class PublishingComparison
{
    private const string Name = "5 publishing";
    private const int Phrases = 20_000;
    private const int Norms = 200;
    private const double MostMilliseconds = 50;

    public static void Run(Report report, TimeSpan slice, int rounds)
    {
        report.Title($"(5) publishing one changed norm of a tree of {Phrases:#,0} phrases");
        var text = Workload.Tree(Norms, new Workload().Phrases(Phrases), []);
        var bytes = Encoding.UTF8.GetBytes(text);
        var tree = TreeLoader.Load("bench.json", bytes).Tree!;
        var changed = ChangedNorm(text);
        var results = Contest.Run(
            slice, rounds,
            new Contender("one norm changed: load, check, compile", () => CompiledTree.Compile(Edited(tree, changed)).NormCount),
            new Contender("  of it: load and check the changed norm", () => Edited(tree, changed).Nodes.Length),
            new Contender("whole tree as JSON: load, check, compile", () => CompiledTree.Compile(TreeLoader.Load("bench.json", bytes).Tree!).NormCount));
        foreach (var result in results)
            report.Row(Name, result.Name, ("ms", result.MedianNanoseconds / 1e6), ("MB", result.BytesPerOperation / 1e6));
        var milliseconds = results[0].MedianNanoseconds / 1e6;
        report.Goal(Name, $"at most {MostMilliseconds} ms", $"{milliseconds:0.0} ms", milliseconds <= MostMilliseconds);
    }

    private static NormTree Edited(NormTree tree, string norm)
    {
        var edit = TreeEdit.ReplaceFromYaml(tree, "n7", "n7.yaml", norm);
        return edit.Tree ?? throw new InvalidOperationException(edit.Diagnostics[0].ToString());
    }

    private static string ChangedNorm(string tree)
    {
        var norm = JsonNode.Parse(tree)!["norms"]!.AsArray().Single(node => (string?)node!["id"] == "n7")!.AsObject();
        norm["forbid"]!["anyOf"]!.AsArray().Add("这句是新加的禁语");
        return norm.ToJsonString();
    }
}
