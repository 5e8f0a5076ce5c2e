namespace Qa.Grains.Live;

/// <summary>How live inspection works.</summary>
/// <param name="IdleTime">A conversation without a turn for so long has ended.</param>
public sealed record LiveSettings(TimeSpan IdleTime)
{
    public static LiveSettings Default { get; } = new(TimeSpan.FromMinutes(30));
}
