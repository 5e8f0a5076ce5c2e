namespace Qa.Portal.Commands.Hosting;

/// <summary>
/// Text that was sent to us, made safe to show: a control character would move the cursor, change colours or retitle the
/// window of whoever reads the output. Each becomes one visible character, so that positions stay as they are.
/// </summary>
internal static class PrintableText
{
    private const char LineEnd = '↵';
    private const char OtherControl = '·';

    public static string Of(string text) => text.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0 && text.AsSpan().IndexOfAnyInRange('\u007F', '\u009F') < 0
        && text.AsSpan().IndexOfAnyInRange('\u202A', '\u202E') < 0 && text.AsSpan().IndexOfAnyInRange('\u2066', '\u2069') < 0
            ? text
            : string.Create(text.Length, text, static (shown, written) =>
            {
                for (var index = 0; index < shown.Length; index++)
                    shown[index] = Visible(written[index]);
            });

    // Direction overrides are no control characters, but make a line read as another.
    private static char Visible(char c) => c switch
    {
        '\n' => LineEnd,
        '\t' or '\r' => ' ',
        >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' => OtherControl,
        _ => char.IsControl(c) ? OtherControl : c,
    };
}
