namespace Qa.Rules.Interactions;

/// <summary>Checks the form of a date and time (RFC 3339 §5.6), without a calendar library whose range would be narrower.</summary>
internal static class Rfc3339
{
    private const string Shape = "dddd-dd-ddTdd:dd:dd";

    public static bool IsDateTime(ReadOnlySpan<char> text)
    {
        if (text.Length < Shape.Length + 1)
            return false;
        for (var index = 0; index < Shape.Length; index++)
        {
            var fits = Shape[index] switch
            {
                'd' => char.IsAsciiDigit(text[index]),
                'T' => text[index] is 'T' or 't',
                var mark => text[index] == mark,
            };
            if (!fits)
                return false;
        }

        var rest = text[Shape.Length..];
        if (rest[0] == '.')
        {
            var digits = 1;
            while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
                digits++;
            if (digits == 1)
                return false;
            rest = rest[digits..];
        }

        return IsDate(TwoDigits(text, 0) * 100 + TwoDigits(text, 2), TwoDigits(text, 5), TwoDigits(text, 8))
            && TwoDigits(text, 11) < 24 && TwoDigits(text, 14) < 60 && TwoDigits(text, 17) <= 60
            && IsOffset(rest);
    }

    private static bool IsDate(int year, int month, int day)
    {
        if (month is < 1 or > 12 || day < 1)
            return false;
        var leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        var days = month switch
        {
            2 => leap ? 29 : 28,
            4 or 6 or 9 or 11 => 30,
            _ => 31,
        };
        return day <= days;
    }

    private static bool IsOffset(ReadOnlySpan<char> text)
    {
        if (text.Length == 1)
            return text[0] is 'Z' or 'z';
        return text.Length == 6 && text[0] is '+' or '-' && text[3] == ':'
            && char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[2]) && char.IsAsciiDigit(text[4]) && char.IsAsciiDigit(text[5])
            && TwoDigits(text, 1) < 24 && TwoDigits(text, 4) < 60;
    }

    private static int TwoDigits(ReadOnlySpan<char> text, int at) => (text[at] - '0') * 10 + (text[at + 1] - '0');
}
