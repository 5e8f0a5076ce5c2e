using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;

namespace Qa.Portal.Platform.Settings;

/// <summary>A record of settings as it is stored.</summary>
internal sealed class SettingRow : IVersioned
{
    public const int MaximumNameLength = 100;

    /// <summary>Longest record, in characters of JSON.</summary>
    public const int MaximumValueLength = 256 * 1024;

    public string Name { get; set; } = "";

    /// <summary>JSON, in which secrets are encrypted.</summary>
    public string Value { get; set; } = "";

    public DateTimeOffset ChangedAt { get; set; }

    public long Version { get; set; } = 1;

    public static void Describe(ModelBuilder model)
    {
        var setting = model.Entity<SettingRow>().ToTable("setting");
        setting.HasKey(static each => each.Name);
        setting.Property(static each => each.Name).HasMaxLength(MaximumNameLength);
    }
}
