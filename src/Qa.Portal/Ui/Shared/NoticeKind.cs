namespace Qa.Portal.Ui.Shared;

/// <summary>How serious a notice is.</summary>
public enum NoticeKind
{
    Info,
    Done,
    Warning,
    Error,
}
