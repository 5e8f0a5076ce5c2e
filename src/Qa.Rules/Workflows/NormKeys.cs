namespace Qa.Rules.Workflows;

/// <summary>The keys of a norm set's document that workflows are made of and make (norm-tree.md §3).</summary>
internal static class NormKeys
{
    public const string Schema = "schema";
    public const string RuleSet = "ruleSet";
    public const string AppliesTo = "appliesTo";
    public const string Score = "score";
    public const string Let = "let";
    public const string Norms = "norms";
    public const string Children = "children";
    public const string Id = "id";
    public const string Name = "name";
    public const string Description = "description";
    public const string Guidance = "guidance";
    public const string Enabled = "enabled";
    public const string MaxDeduct = "maxDeduct";
    public const string When = "when";
    public const string Forbid = "forbid";
    public const string Require = "require";
    public const string Reward = "reward";
    public const string Expr = "expr";
    public const string Points = "points";
    public const string Veto = "veto";
    public const string PerHit = "perHit";
    public const string MaxHits = "maxHits";
    public const string Severity = "severity";
    public const string Fatal = "fatal";
    public const string Nonfatal = "nonfatal";
}
