using Qa.Grains.Hosting;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Log;

namespace Qa.Grains.Publication;

/// <summary>
/// One norm set (规范集): its drafts and their approvals, and everything that is done to it. Publications of a set go one
/// after the other through it; what is in force stands in the database, not here.
/// </summary>
[Alias("qa.IRuleSetGrain")]
public interface IRuleSetGrain : IGrainWithStringKey
{
    [Alias("GetStatusAsync"), Repeatable]
    Task<RuleSetStatus> GetStatusAsync();

    [Alias("GetDraftAsync"), Repeatable]
    Task<Answer<Draft>> GetDraftAsync(string draft);

    /// <summary>Checks a change and keeps it as a draft.</summary>
    [Alias("ProposeAsync"), Repeatable]
    Task<Answer<Draft>> ProposeAsync(Proposal proposal);

    [Alias("ApproveAsync")]
    Task<Answer<Draft>> ApproveAsync(string draft, string approver);

    /// <summary>Takes a draft back; a scheduled or staged one is not published.</summary>
    [Alias("WithdrawAsync")]
    Task<Answer<Draft>> WithdrawAsync(string draft, string actor);

    /// <summary>Publishes an approved draft hot; a published one again gives what it was published as.</summary>
    [Alias("PublishAsync"), Repeatable]
    Task<Answer<PublishedVersion>> PublishAsync(string draft, string actor);

    /// <summary>Publishes a draft without its approvals; it stays marked, and is reviewed later.</summary>
    [Alias("PublishAsEmergencyAsync"), Repeatable]
    Task<Answer<PublishedVersion>> PublishAsEmergencyAsync(string draft, string actor, string reason);

    /// <summary>Has an approved draft published at a time, as soon after it as a process is alive.</summary>
    [Alias("ScheduleAsync"), Repeatable]
    Task<Answer<Draft>> ScheduleAsync(string draft, DateTimeOffset at, string actor);

    /// <summary>Has an approved full tree take effect at the next start (冷发布); the set must be offline.</summary>
    [Alias("StageAsync")]
    Task<Answer<Draft>> StageAsync(string draft, string actor);

    /// <summary>Later review of an emergency, by somebody other than its author.</summary>
    [Alias("ReviewAsync")]
    Task<Answer<PublishedVersion>> ReviewAsync(long version, string reviewer, bool accepted, string note);

    /// <summary>Takes the set offline: running tasks pause and work that arrives waits.</summary>
    [Alias("TakeOfflineAsync"), Repeatable]
    Task<Answer<RuleSetHead>> TakeOfflineAsync(string actor);

    [Alias("BringOnlineAsync"), Repeatable]
    Task<Answer<RuleSetHead>> BringOnlineAsync(string actor);

    /// <summary>Sets how long tasks keep their version, 1..86,400 s.</summary>
    [Alias("SetLeaseAsync"), Repeatable]
    Task<Answer<RuleSetHead>> SetLeaseAsync(long seconds, string actor);
}
