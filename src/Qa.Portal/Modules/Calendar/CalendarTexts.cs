namespace Qa.Portal.Modules.Calendar;

/// <summary>Names the texts of the module.</summary>
internal sealed class CalendarTexts;
