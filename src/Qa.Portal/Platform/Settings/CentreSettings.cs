namespace Qa.Portal.Platform.Settings;

/// <summary>What the centre is called, and what those see who sign in.</summary>
internal sealed record CentreSettings : ISettings
{
    public const int MaximumNameLength = 60;
    public const int MaximumNoticeLength = 500;

    static string ISettings.Name => "centre";

    /// <summary>Shown beside the product's name; empty for none.</summary>
    public string CentreName { get; init; } = "";

    /// <summary>Shown to everybody on the home page: works on the system, say. Empty for none.</summary>
    public string Notice { get; init; } = "";

    /// <summary>All that is wrong with them; they are saved only when nothing is.</summary>
    public IReadOnlyList<string> Errors()
    {
        var errors = new List<string>();
        if (CentreName.Length > MaximumNameLength)
            errors.Add(FormattableString.Invariant($"centreName: found {CentreName.Length} characters, expected at most {MaximumNameLength}"));
        if (Notice.Length > MaximumNoticeLength)
            errors.Add(FormattableString.Invariant($"notice: found {Notice.Length} characters, expected at most {MaximumNoticeLength}"));
        return errors;
    }
}
