using Qa.Rules.Trees;

namespace Qa.Portal.Commands.Cases;

/// <summary>The cases of one tree and what they came to, norm by norm.</summary>
internal sealed class TreeCases(string path, CaseRunner runner)
{
    /// <summary>A norm that people can rely on is shown in two places where it must fire, and in two where it must not.</summary>
    public const int LeastOfEach = 2;

    private readonly Dictionary<string, List<PlacedVerdict>> _verdicts = new(StringComparer.Ordinal);

    public string Path { get; } = path;

    public CaseRunner Runner { get; } = runner;

    /// <summary>Whether all cases of the tree are here.</summary>
    public bool IsWhole { get; set; }

    /// <summary>In the tree's order.</summary>
    public IEnumerable<NormTally> Norms
    {
        get
        {
            var norms = TreeWalk.NormsByPath(Runner.Tree);
            foreach (var norm in Runner.NormPaths)
                yield return new(norm, norms[norm], _verdicts.GetValueOrDefault(norm) ?? []);
        }
    }

    public IEnumerable<PlacedVerdict> Verdicts => _verdicts.Values.SelectMany(static verdicts => verdicts);

    public void Add(string file, NormCases norm)
    {
        if (!_verdicts.TryGetValue(norm.Norm, out var verdicts))
            _verdicts.Add(norm.Norm, verdicts = []);
        verdicts.AddRange(norm.Cases.Select(normCase => new PlacedVerdict(file, Runner.Run(norm.Norm, normCase))));
    }
}

/// <summary>What a case came to, and the file it is in.</summary>
internal sealed record PlacedVerdict(string File, CaseVerdict Verdict);

/// <summary>What the cases of one norm came to.</summary>
internal sealed record NormTally(string Path, Norm Norm, IReadOnlyList<PlacedVerdict> Verdicts)
{
    public int Hits => Count(mustHit: true);

    public int Misses => Count(mustHit: false);

    public int Failed => Verdicts.Count(static placed => !placed.Verdict.Passed);

    /// <summary>Manual norms are judged by people, and need no cases.</summary>
    public bool IsThin => Norm.Judgement is not Judgement.Manual && (Hits < TreeCases.LeastOfEach || Misses < TreeCases.LeastOfEach);

    private int Count(bool mustHit) => Verdicts.Count(placed => placed.Verdict.Case.MustHit == mustHit);
}
