namespace Qa.Transcription.Calls.Forms;

/// <summary>One form that call data come in.</summary>
internal interface ICallForm
{
    /// <summary>In words for people.</summary>
    string Name { get; }

    /// <summary>Whether a text that begins so is of this form.</summary>
    /// <param name="beginning">Without white space before it; cut anywhere where the text is long.</param>
    bool Fits(string beginning);

    /// <summary>The calls without errors; the errors go to <paramref name="errors"/>.</summary>
    IEnumerable<CallRecord> Read(string text, TimeZoneInfo zone, CallDataErrors errors);
}
