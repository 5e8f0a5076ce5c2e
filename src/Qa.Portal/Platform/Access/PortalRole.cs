using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;

namespace Qa.Portal.Platform.Access;

/// <summary>A role as this centre has it.</summary>
public sealed class PortalRole : IVersioned
{
    public const int MaximumNameLength = 60;

    public string Id { get; set; } = "";

    public string ChineseName { get; set; } = "";

    public string EnglishName { get; set; } = "";

    /// <summary>Networks from which it may be used, in CIDR, by spaces; empty for all.</summary>
    public string Networks { get; set; } = "";

    public long Version { get; set; } = 1;

    public List<RoleGrant> Permissions { get; } = [];

    public string NameIn(bool isEnglish) => isEnglish ? EnglishName : ChineseName;

    public static void Describe(ModelBuilder model)
    {
        var role = model.Entity<PortalRole>().ToTable("portal_role");
        role.HasKey(static each => each.Id);
        role.HasMany(static each => each.Permissions).WithOne().HasForeignKey(static each => each.RoleId);
        var permission = model.Entity<RoleGrant>().ToTable("portal_role_permission");
        permission.HasKey(static each => new { each.RoleId, each.Permission });
        model.Entity<OfferedGrant>().ToTable("portal_permission").HasKey(static each => each.Permission);
    }
}

/// <summary>What a role gives.</summary>
public sealed class RoleGrant
{
    public string RoleId { get; set; } = "";

    public string Permission { get; set; } = "";

    public DataScope Scope { get; set; }
}

/// <summary>A permission that the roles of this centre have been offered once: what an administrator took away does not come back with the next start.</summary>
internal sealed class OfferedGrant
{
    public string Permission { get; set; } = "";
}
