using Qa.Grains.Publication.Approvals;

namespace Qa.Grains.Publication;

/// <content>Publishing at a time: a timer of the activation is exact, a reminder is there when no activation is.</content>
internal sealed partial class RuleSetGrain
{
    private const string ScheduleReminder = "schedule";

    // Reminders are as rough as a minute; nearer than this, a timer of the activation is exact.
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private IGrainTimer? _timer;

    public Task ReceiveReminder(string reminderName, TickStatus status) => PublishDueAsync();

    private async Task PublishDueAsync()
    {
        foreach (var due in drafts.State.Items.Where(draft => draft.State == DraftState.Scheduled && draft.ScheduledAt <= time.GetUtcNow()).ToList())
        {
            var answer = await PublishAsync(due, due.ScheduledBy!, due.Standing, due.Note);
            if (answer.Refusal is { } refusal)
            {
                LogScheduleRefused(due.Id, RuleSet, refusal.Detail);
                await KeepAsync(due.Close(DraftState.Failed) with { Failure = refusal.Detail });
            }
        }

        if (!drafts.State.Items.Any(static draft => draft.State == DraftState.Scheduled) && await this.GetReminder(ScheduleReminder) is { } reminder)
            await this.UnregisterReminder(reminder);

        // A timer may be early by a little; then it is set once more.
        SetTimer();
    }

    private void SetTimer()
    {
        _timer?.Dispose();
        _timer = null;
        if (drafts.State.Items.Where(static draft => draft.State == DraftState.Scheduled).Min(static draft => draft.ScheduledAt) is not { } next)
            return;
        var wait = next - time.GetUtcNow();
        if (wait < ReminderPeriod * 2)
            _timer = this.RegisterGrainTimer(PublishDueAsync, new() { DueTime = wait < TimeSpan.Zero ? TimeSpan.Zero : wait, Period = Timeout.InfiniteTimeSpan, KeepAlive = true });
    }
}
