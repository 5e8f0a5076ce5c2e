using System.Text.RegularExpressions;

namespace Qa.Portal.Platform.Privacy;

/// <summary>
/// Shows a phone number so that who has it recognises it and nobody else learns it: 138****1234. The one place where this is decided.
/// </summary>
internal static partial class PhoneMask
{
    private const char Hidden = '*';

    // Of a mobile number of 11 digits 3 stay in front and 4 at the end; of longer ones, with a code before them, as many more in front.
    private const int ShownAtEnd = 4;
    private const int HiddenAtLeast = 4;
    private const int ShownInFront = 5;

    /// <summary>Four digits are hidden at least, all of a number that has no more; what is no digit stays.</summary>
    public static string Mask(string phone)
    {
        var digits = phone.Count(char.IsDigit);
        var atEnd = Math.Clamp(digits - HiddenAtLeast, 0, ShownAtEnd);
        var inFront = Math.Clamp(digits - HiddenAtLeast - ShownAtEnd, 0, ShownInFront);
        return string.Create(phone.Length, (phone, inFront, digits - atEnd), static (masked, state) =>
        {
            var (text, first, end) = state;
            var digit = 0;
            for (var index = 0; index < text.Length; index++)
                masked[index] = char.IsDigit(text[index]) && digit++ is var place && place >= first && place < end ? Hidden : text[index];
        });
    }

    /// <summary>
    /// What was said or written, with the phone numbers in it masked: mobile numbers of mainland China, and numbers with an area code. As
    /// long as before, so that places in the text stay what they are.
    /// </summary>
    public static string InText(string text) => Number().Replace(text, static number => Mask(number.Value));

    /// <summary>The number as somebody may see it.</summary>
    /// <param name="isUnmasked">Whether who asks may see numbers whole.</param>
    public static string Show(string phone, bool isUnmasked) => isUnmasked ? phone : Mask(phone);

    [GeneratedRegex(@"(?<!\d)(?:(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}|0\d{2,3}[- ]?\d{7,8})(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    /// <summary>Whether a text is a number with digits hidden, which nobody can have meant to save as it is.</summary>
    public static bool IsMasked(string phone) => phone.Contains(Hidden, StringComparison.Ordinal);
}
