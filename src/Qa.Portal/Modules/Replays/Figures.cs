using System.Globalization;

namespace Qa.Portal.Modules.Replays;

/// <summary>Numbers as the pages of replays write them, alike in both languages.</summary>
internal static class Figures
{
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Empty where there is nothing to be a share of.</summary>
    public static string Share(long part, long whole) => whole == 0 ? "" : ((double)part / whole).ToString("0.0%", CultureInfo.InvariantCulture);

    public static string Mean(double mean) => mean.ToString("0.0", CultureInfo.InvariantCulture);

    public static string Score(decimal score) => score.ToString("0.##", CultureInfo.InvariantCulture);

    public static string FromTo(double before, double after) => $"{Mean(before)} → {Mean(after)}";

    // With the minus of typography, which lines up with a plus.
    public static string Signed(double number) => number == 0 ? "0" : number.ToString("+#,0.##;−#,0.##", CultureInfo.InvariantCulture);
}
