using Qa.Portal.Commands.Hosting;
using Spectre.Console;

namespace Qa.Portal.Commands.Scoring;

/// <summary>A progress bar on standard error, for work that reads inputs of known size while someone watches.</summary>
internal static class ScoreProgress
{
    /// <summary>Inputs below this are done before a bar could be read.</summary>
    private const long SmallestBytes = 4 * 1024 * 1024;

    /// <param name="isTerminalFree">Whether nothing else is written to the terminal meanwhile: a bar would run through it.</param>
    /// <param name="totalBytes">Null where the inputs do not say their size: then no bar.</param>
    /// <param name="work">Gets what it is to call with every number of bytes read.</param>
    public static async Task ShowAsync(CommandSession session, bool isTerminalFree, long? totalBytes, Func<Action<int>?, Task> work)
    {
        if (!isTerminalFree || !session.Surroundings.ErrorIsTerminal || totalBytes is not >= SmallestBytes)
        {
            await work(null).ConfigureAwait(false);
            return;
        }

        await session.ErrorConsole.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new TransferSpeedColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(session.Texts["score.progress"]), maxValue: totalBytes.Value);
                await work(read => bar.Increment(read)).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }
}
