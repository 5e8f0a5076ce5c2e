using System.Globalization;
using System.Text;

namespace Qa.Portal.Platform.Privacy;

/// <summary>A telephone number as numbers are compared: its digits, however it was written, with and without the country before it.</summary>
internal static class CustomerNumber
{
    private const int ShortestNumber = 5;
    private const int LongestNumber = 20;
    private const int MobileDigits = 11;
    private static readonly string[] Countries = ["0086", "86"];

    /// <summary>Null where a text is no number.</summary>
    public static string? Of(string? text)
    {
        if (text is null)
            return null;
        var digits = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsDigit(character))
                digits.Append((int)char.GetNumericValue(character));
        }

        var number = digits.ToString();
        foreach (var country in Countries)
        {
            if (number.Length == country.Length + MobileDigits && number.StartsWith(country, StringComparison.Ordinal) && number[country.Length] == '1')
                number = number[country.Length..];
        }

        return number.Length is < ShortestNumber or > LongestNumber ? null : number;
    }

    /// <summary>What is expected of a number, for those who wrote something else.</summary>
    public static string Expected { get; } = string.Create(CultureInfo.InvariantCulture, $"a number of {ShortestNumber} to {LongestNumber} digits");
}
