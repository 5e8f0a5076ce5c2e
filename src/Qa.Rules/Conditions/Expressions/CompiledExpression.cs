using System.Linq.Expressions;
using FastExpressionCompiler;
using Qa.Rules.Interactions;
using RulesEngine.ExpressionBuilders;
using RulesEngine.Models;

namespace Qa.Rules.Conditions.Expressions;

/// <summary>
/// An expression as one delegate, which RulesEngine's expression parser made of it once, when its norm set was loaded. A
/// compiled tree holds it; nothing of RulesEngine runs while scoring. Immutable and safe to use from any thread.
/// </summary>
public sealed class CompiledExpression
{
    // RulesEngine and Dynamic LINQ behind it take time to wake up: sets without expr never do that.
    private static readonly Lazy<RuleExpressionParser> Engine = new(static () => new RuleExpressionParser(new ReSettings
    {
        CustomTypes = [typeof(ExpressionRun)],
        IsExpressionCaseSensitive = true,
        EnableExceptionAsErrorMessageForRuleExpressionParsing = true,
    }));

    // Its parser fills caches as it goes and does not say that this is safe; publishing is rare enough to wait in line.
    private static readonly Lock EngineGate = new();

    // One run kept a thread, so that evaluating allocates nothing. A condition that hits() asks for may hold an expression of
    // its own: the run is taken out while it is in use, and that expression gets another.
    [ThreadStatic]
    private static ExpressionRun? t_spareRun;

    private readonly Func<ExpressionRun, AttributeValue[], bool> _holds;
    private readonly AttributeValue[] _constants;

    private CompiledExpression(Func<ExpressionRun, AttributeValue[], bool> holds, AttributeValue[] constants) =>
        (_holds, _constants) = (holds, constants);

    /// <summary>Compiles what <see cref="ExpressionParser"/> has read. The first call of a process also starts RulesEngine.</summary>
    public static CompiledExpression Compile(ExpressionNode root)
    {
        ArgumentNullException.ThrowIfNull(root);
        var code = ExpressionCode.Of(root);
        ParameterExpression[] parameters =
        [
            Expression.Parameter(typeof(ExpressionRun), ExpressionCode.Run),
            Expression.Parameter(typeof(AttributeValue[]), ExpressionCode.Constants),
        ];
        lock (EngineGate)
        {
            var body = Engine.Value.Parse(code.Text, parameters, typeof(bool));
            var holds = Expression.Lambda<Func<ExpressionRun, AttributeValue[], bool>>(body, parameters).CompileFast();
            return new(holds, [.. code.Table]);
        }
    }

    /// <summary>
    /// Starts RulesEngine ahead of the first <see cref="Compile"/>, which else takes some 200 ms: a process that is going to
    /// need it can do so beside other work.
    /// </summary>
    public static void Prepare() => Compile(ExpressionParser.Parse("metrics.turns == 0").Root!);

    public ExpressionResult Evaluate(IExpressionInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var run = t_spareRun ?? new ExpressionRun();
        t_spareRun = null;
        run.Input = input;
        run.Failed = false;
        var holds = _holds(run, _constants);
        var failed = run.Failed;
        run.Input = null;
        t_spareRun = run;
        return failed ? ExpressionResult.NotMeasurable : holds ? ExpressionResult.True : ExpressionResult.False;
    }
}
