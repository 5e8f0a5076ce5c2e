using Qa.Portal.Platform.Settings;

namespace Qa.Portal.Platform.Privacy.Retention;

/// <summary>保留期限: how many days each kind of thing is kept, counted from when the contact began; null: for good.</summary>
internal sealed record RetentionSettings : ISettings
{
    /// <summary>Longest period, in days: a hundred years.</summary>
    public const int LongestDays = 36_500;

    public static string Name => "privacy.retention";

    /// <summary>录音: originals and wave forms.</summary>
    public int? SoundDays { get; init; }

    /// <summary>文本: transcripts, chats, mails, call data with their numbers.</summary>
    public int? TextDays { get; init; }

    /// <summary>证据: words that scorecards and alerts quote, counted from when they were made. Scores stay.</summary>
    public int? EvidenceDays { get; init; }

    /// <summary>附件: files that hang on interactions, counted from when they were added.</summary>
    public int? AttachmentDays { get; init; }

    /// <summary>搜索: how long an interaction is found by its words.</summary>
    public int? SearchDays { get; init; }

    /// <summary>通知.</summary>
    public int NotificationDays { get; init; } = 90;

    /// <summary>后台任务: jobs that have ended, with the files that they left.</summary>
    public int JobDays { get; init; } = 14;

    /// <summary>All that is wrong: where, what was found and what was expected.</summary>
    public IReadOnlyList<string> Errors() =>
    [
        .. new (string Name, int? Days)[]
        {
            ("soundDays", SoundDays), ("textDays", TextDays), ("evidenceDays", EvidenceDays), ("attachmentDays", AttachmentDays), ("searchDays", SearchDays),
            ("notificationDays", NotificationDays), ("jobDays", JobDays),
        }.Where(static one => one.Days is < 1 or > LongestDays).Select(static one => FormattableString.Invariant($"{one.Name}: found {one.Days}, expected 1 to {LongestDays}")),
    ];

    /// <summary>The parts of interactions that have a period, with it.</summary>
    public IEnumerable<(ErasedParts Part, int Days)> Periods()
    {
        foreach (var (part, days) in new[] { (ErasedParts.Sound, SoundDays), (ErasedParts.Text, TextDays), (ErasedParts.Evidence, EvidenceDays), (ErasedParts.Attachments, AttachmentDays) })
        {
            if (days is { } given)
                yield return (part, given);
        }
    }
}
