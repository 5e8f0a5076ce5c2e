using System.Collections.Immutable;
using Qa.Rules.Conditions.Expressions;
using Qa.Rules.Trees;

namespace Qa.Rules.Workflows;

/// <summary>Turns a rule's expression, or the operator and the rules inside it, into the texts of a norm's conditions.</summary>
internal sealed class ConditionImport(ImportContext context)
{
    /// <summary>The condition, and the <c>when</c> that an exported norm had; null where the rule is left out, the losses say why.</summary>
    public (string? When, string Holds)? Import(DocumentMapping rule, string path, WorkflowScope scope)
    {
        var (when, holds) = SplitWhen(rule, path, scope);
        if (holds is null || TextOf(holds, path) is not { } holdsText)
            return null;
        if (when is null)
            return (null, holdsText);
        return TextOf(when, path) is { } whenText ? (whenText, holdsText) : null;
    }

    /// <summary>What the exporter took apart: a rule of two parts, one of them marked as the norm's <c>when</c>.</summary>
    private (ExpressionNode? When, ExpressionNode? Holds) SplitWhen(DocumentMapping rule, string path, WorkflowScope scope)
    {
        var parts = rule.Find(WorkflowKeys.Rules).AsItems();
        if (parts.Length == 2
            && rule.Find(WorkflowKeys.Operator).AsText() is { } joined && (Is(joined, "And") || Is(joined, "AndAlso"))
            && IsPart(parts[0], WorkflowKeys.WhenPart) && IsPart(parts[1], WorkflowKeys.ConditionPart))
        {
            var when = TreeOf((DocumentMapping)parts[0], path, scope);
            return (when, when is null ? null : TreeOf((DocumentMapping)parts[1], path, scope));
        }

        return (null, TreeOf(rule, path, scope));
    }

    /// <summary>The condition of a rule inside another, or of the rule itself, as one tree.</summary>
    private ExpressionNode? TreeOf(DocumentMapping rule, string path, WorkflowScope scope)
    {
        var joined = rule.Find(WorkflowKeys.Operator).AsText();
        if (joined is null)
            return ExpressionOf(rule, path, scope);
        LogicalOperator? @operator = joined switch
        {
            _ when Is(joined, "And") || Is(joined, "AndAlso") => LogicalOperator.And,
            _ when Is(joined, "Or") || Is(joined, "OrElse") => LogicalOperator.Or,
            _ => null,
        };
        if (@operator is null)
        {
            context.LeaveOut(path, $"Operator '{joined}'", "RulesEngine knows And, AndAlso, Or and OrElse");
            return null;
        }

        if (rule.Find(WorkflowKeys.Expression) is not null)
            context.Lose(path, WorkflowKeys.Expression, "RulesEngine does not look at it beside Operator");
        var operands = ImmutableArray.CreateBuilder<ExpressionNode>();
        if (!AddOperands(operands, rule, path, scope))
            return null;
        if (operands.Count == 0)
        {
            context.LeaveOut(path, WorkflowKeys.Rules, "no enabled rule is in it, so that it would never succeed");
            return null;
        }

        return operands.Count == 1 ? operands[0] : new LogicalNode(@operator.Value, operands.ToImmutable());
    }

    private bool AddOperands(ImmutableArray<ExpressionNode>.Builder operands, DocumentMapping rule, string path, WorkflowScope scope)
    {
        var rules = rule.Find(WorkflowKeys.Rules).AsItems();
        for (var i = 0; i < rules.Length; i++)
        {
            if (rules[i] is not DocumentMapping part)
            {
                context.LeaveOut(path, WorkflowKeys.Rules, "an entry is not a rule");
                return false;
            }

            var name = part.Find(WorkflowKeys.RuleName).AsText() ?? "";
            var partPath = ImportContext.PathOf(path, name, i + 1);
            if (part.Find(WorkflowKeys.Enabled).AsTruth() is false)
            {
                context.Lose(partPath, "the rule", "a disabled part of a combined rule has no place in a condition");
                continue;
            }

            LoseTextsOfPart(part, partPath);
            var inner = ParameterImport.Extend(scope, part.Find(WorkflowKeys.LocalParams), partPath, WorkflowKeys.LocalParams, context);
            if (TreeOf(part, partPath, inner) is not { } operand)
                return false;
            operands.Add(operand);
        }

        return true;
    }

    private ExpressionNode? ExpressionOf(DocumentMapping rule, string path, WorkflowScope scope)
    {
        if (rule.Find(WorkflowKeys.RuleExpressionType) is { } kind && !Is(kind.AsText(), WorkflowKeys.LambdaExpression))
        {
            context.LeaveOut(path, WorkflowKeys.RuleExpressionType, "RulesEngine knows LambdaExpression only");
            return null;
        }

        if (rule.Find(WorkflowKeys.Expression).AsText() is not { } text)
        {
            context.LeaveOut(path, WorkflowKeys.Expression, "the rule has none");
            return null;
        }

        var read = WorkflowExpressionReader.Read(text, scope);
        if (read.Error is { } error)
            context.LeaveOut(path, WorkflowKeys.Expression, error.ToString());
        return read.Root;
    }

    /// <summary>
    /// The tree, which may be put together from several texts, as one text; null where that is no <c>expr</c> within its bounds,
    /// or names what is not there.
    /// </summary>
    private string? TextOf(ExpressionNode tree, string path)
    {
        // The bounds of the parts are not those of the whole; a tree beyond them must not be walked by recursion.
        if (tree.Height > ExpressionParser.MaximumDepth || tree.Size > ExpressionParser.MaximumNodes)
        {
            context.LeaveOut(path, WorkflowKeys.Expression, "it is too deep or too large once its rules and parameters are put together");
            return null;
        }

        var parse = ExpressionParser.Parse(tree.ToString());
        if (parse.Root is null)
        {
            context.LeaveOut(path, WorkflowKeys.Expression, "once its rules and parameters are put together: " + parse.Error);
            return null;
        }

        foreach (var name in parse.HitNames)
        {
            if (context.LetNames.Contains(name))
                continue;
            context.LeaveOut(path, $"hits(\"{name}\")", "no let condition of that name is there");
            return null;
        }

        return parse.Root.ToString();
    }

    private void LoseTextsOfPart(DocumentMapping part, string path)
    {
        context.LoseWhatNormsLack(part, path);
        foreach (var key in (ReadOnlySpan<string>)[WorkflowKeys.ErrorMessage, WorkflowKeys.SuccessEvent, WorkflowKeys.Properties])
        {
            if (part.Find(key) is not null)
                context.Lose(path, key, "it is part of a combined rule, which becomes one condition");
        }
    }

    private static bool IsPart(DocumentNode node, string part) =>
        node is DocumentMapping rule
        && rule.Find(WorkflowKeys.Enabled).AsTruth() is not false
        && rule.Find(WorkflowKeys.Properties) is DocumentMapping properties
        && string.Equals(properties.Find(WorkflowKeys.Part).AsText(), part, StringComparison.Ordinal);

    private static bool Is(string? text, string expected) => string.Equals(text, expected, StringComparison.OrdinalIgnoreCase);
}
