using Qa.Rules.Trees;

namespace Qa.Rules.Workflows;

/// <summary>
/// Brings the parameters of a workflow or a rule into scope. RulesEngine computes them before the rule; here their trees stand
/// wherever the rule names them, which is the same as long as they can be evaluated at all.
/// </summary>
internal static class ParameterImport
{
    public static WorkflowScope Extend(WorkflowScope scope, DocumentNode? parameters, string path, string key, ImportContext context)
    {
        if (parameters is null)
            return scope;
        if (parameters is not DocumentSequence list)
        {
            context.Lose(path, key, "it is not a list");
            return scope;
        }

        foreach (var item in list.Items)
        {
            if (item is not DocumentMapping parameter
                || parameter.Find(WorkflowKeys.Name).AsText() is not { Length: > 0 } name
                || parameter.Find(WorkflowKeys.Expression).AsText() is not { } expression)
            {
                context.Lose(path, key, "an entry is not a Name with an Expression");
                continue;
            }

            if (scope.ParameterCount >= WorkflowBounds.MaximumParameters)
            {
                context.Lose(path, key, $"more than {WorkflowBounds.MaximumParameters} parameters are in scope");
                return scope;
            }

            var read = WorkflowExpressionReader.Read(expression, scope);
            if (read.Error is { } error)
                context.Lose(path, $"{key} '{name}'", error.ToString());
            scope = scope.With(name, read.Root);
        }

        return scope;
    }
}
