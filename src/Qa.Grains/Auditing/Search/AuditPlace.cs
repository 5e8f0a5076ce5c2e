using System.Globalization;

namespace Qa.Grains.Auditing.Search;

/// <summary>Where a page of the audit log ends, so that the next one goes on there, whatever was written meanwhile.</summary>
public readonly record struct AuditPlace(long Ticks, long Number)
{
    public static bool TryParse(string text, out AuditPlace place)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var isPlace = long.TryParse(dash < 0 ? "" : text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            & long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        place = new(ticks, number);
        return isPlace;
    }

    public override string ToString() => Invariant($"{Ticks}-{Number}");
}
