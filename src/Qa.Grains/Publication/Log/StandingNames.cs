namespace Qa.Grains.Publication.Log;

/// <summary>How a standing is written.</summary>
public static class StandingNames
{
    public static string Of(Standing standing) => standing switch
    {
        Standing.Initial => "initial",
        Standing.Approved => "approved",
        Standing.Emergency => "emergency",
        _ => throw new ArgumentOutOfRangeException(nameof(standing)),
    };

    public static bool IsOne(string name) => name is "initial" or "approved" or "emergency";

    /// <exception cref="FormatException">There is no such standing.</exception>
    public static Standing Parse(string name) => name switch
    {
        "initial" => Standing.Initial,
        "approved" => Standing.Approved,
        "emergency" => Standing.Emergency,
        _ => throw new FormatException($"The standing '{name}'."),
    };
}
