namespace Qa.Rules.Workflows;

/// <summary>
/// The keys of RulesEngine's workflow JSON, and of ours inside its free-form <c>Properties</c>, which carry what RulesEngine
/// has no word for (docs/reference/expr.md).
/// </summary>
internal static class WorkflowKeys
{
    public const string WorkflowName = "WorkflowName";
    public const string Rules = "Rules";
    public const string GlobalParams = "GlobalParams";
    public const string LocalParams = "LocalParams";
    public const string WorkflowsToInject = "WorkflowsToInject";
    public const string WorkflowRulesToInject = "WorkflowRulesToInject";
    public const string RuleExpressionType = "RuleExpressionType";
    public const string Properties = "Properties";
    public const string RuleName = "RuleName";
    public const string Operator = "Operator";
    public const string Expression = "Expression";
    public const string Enabled = "Enabled";
    public const string ErrorMessage = "ErrorMessage";
    public const string SuccessEvent = "SuccessEvent";
    public const string Actions = "Actions";
    public const string Name = "Name";
    public const string JsonSchema = "$schema";

    /// <summary>The only kind of expression that RulesEngine has.</summary>
    public const string LambdaExpression = "LambdaExpression";

    public const string Judgement = "judgement";
    public const string Categories = "categories";

    /// <summary>Which part of a norm a rule inside a rule is: <see cref="WhenPart"/> or <see cref="ConditionPart"/>.</summary>
    public const string Part = "part";

    public const string WhenPart = "when";
    public const string ConditionPart = "condition";
}
