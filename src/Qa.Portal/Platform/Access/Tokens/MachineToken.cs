using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;

namespace Qa.Portal.Platform.Access.Tokens;

/// <summary>
/// With what a machine shows that a person lets it in: for some purposes, for some time. Of its secret only the hash is kept. What it
/// may do is never more than what its owner may do at the time.
/// </summary>
public sealed class MachineToken : IVersioned
{
    public const int MaximumNameLength = 40;

    /// <summary>Longest time that one is good for, in days.</summary>
    public const int MaximumDays = 366;

    public Guid Id { get; set; }

    /// <summary>Of one token ever: what the audit log says of a token that is gone stays clear.</summary>
    public string Name { get; set; } = "";

    /// <summary>See <see cref="TokenSecret.HashOf"/>.</summary>
    public string Hash { get; set; } = "";

    /// <summary>The account whose token it is.</summary>
    public Guid OwnerId { get; set; }

    public DateTimeOffset MadeAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Exact to ten minutes; null where it was never used.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public long Version { get; set; } = 1;

    public List<MachineTokenGrant> Grants { get; } = [];

    public static void Describe(ModelBuilder model)
    {
        var token = model.Entity<MachineToken>().ToTable("machine_token");
        token.HasKey(static each => each.Id);
        token.Property(static each => each.Name).HasMaxLength(MaximumNameLength);
        token.HasIndex(static each => each.Name).IsUnique();
        token.HasIndex(static each => each.Hash).IsUnique();
        token.HasMany(static each => each.Grants).WithOne().HasForeignKey(static each => each.TokenId);
        model.Entity<MachineTokenGrant>().ToTable("machine_token_permission").HasKey(static each => new { each.TokenId, each.Permission });
    }
}

/// <summary>What a token may do, and whose data that reaches: as seen from its owner.</summary>
public sealed class MachineTokenGrant
{
    public Guid TokenId { get; set; }

    public string Permission { get; set; } = "";

    public DataScope Scope { get; set; }
}
