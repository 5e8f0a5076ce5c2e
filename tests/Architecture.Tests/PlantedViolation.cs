using System.Globalization;

namespace Architecture.Tests;

/// <summary>Everything that the core must not do, so that the rule is seen to find it.</summary>
internal static class PlantedViolation
{
    public static string Impure(string path) =>
        File.Exists(path) ? path : DateTime.UtcNow.ToString(CultureInfo.CurrentCulture);
}
