using Qa.Portal.Commands.Hosting;
using Qa.Rules.Workflows;

namespace Qa.Portal.Commands.Workflows;

/// <summary>Says on standard error what a norm set or a workflow could not take over from the other.</summary>
internal static class WorkflowLosses
{
    public static void Tell(CommandSession session, IReadOnlyCollection<WorkflowLoss> losses)
    {
        foreach (var loss in losses)
            session.Surroundings.Error.WriteLine($"{session.Texts[loss.LeftOut ? "workflow.leftOut" : "workflow.lost"]} {loss}");
        if (losses.Count > 0)
            session.Complain(session.Texts.Format("workflow.losses", losses.Count, losses.Count(static loss => loss.LeftOut)));
    }
}
