using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Qa.Portal.Platform.Accounts;

/// <summary>With what a person signs in. Who the person is in the centre stands in its people; what it may do is what its roles give.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    public const int MaximumNameLength = 60;

    // WebAuthn: 1,023 bytes at most.
    private const int MaximumCredentialLength = 1024;

    /// <summary>What others see: 王芳.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>工号 under which interactions know the person; null where there is none.</summary>
    public string? AgentId { get; set; }

    /// <summary>Whether the password was given by somebody else and must be changed before anything else is done.</summary>
    public bool MustChangePassword { get; set; }

    public bool IsDisabled { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? LastSignInAt { get; set; }

    public static void Describe(ModelBuilder model)
    {
        var account = model.Entity<Account>().ToTable("account");
        account.HasKey(static each => each.Id);
        account.Property(static each => each.UserName).HasMaxLength(MaximumNameLength);
        account.Property(static each => each.NormalizedUserName).HasMaxLength(MaximumNameLength);
        account.Property(static each => each.DisplayName).HasMaxLength(MaximumNameLength);
        account.Property(static each => each.ConcurrencyStamp).IsConcurrencyToken();
        account.HasIndex(static each => each.NormalizedUserName).IsUnique();
        account.HasIndex(static each => each.AgentId).IsUnique();
        account.Ignore(static each => each.PhoneNumber).Ignore(static each => each.PhoneNumberConfirmed);
        model.Entity<IdentityUserClaim<Guid>>().ToTable("account_claim").HasKey(static each => each.Id);
        model.Entity<IdentityUserLogin<Guid>>().ToTable("account_login").HasKey(static each => new { each.LoginProvider, each.ProviderKey });
        model.Entity<IdentityUserToken<Guid>>().ToTable("account_token").HasKey(static each => new { each.UserId, each.LoginProvider, each.Name });
        model.Entity<AccountRole>().ToTable("account_role").HasKey(static each => new { each.AccountId, each.RoleId });
        var session = model.Entity<SignInSession>().ToTable("account_session");
        session.HasKey(static each => each.Id);
        session.HasIndex(static each => each.AccountId);

        // Sessions from before there was another way, and those that a process of the version before begins during an upgrade.
        session.Property(static each => each.Way).HasDefaultValue(SignInWay.Password).ValueGeneratedNever();
        var passkey = model.Entity<IdentityUserPasskey<Guid>>().ToTable("account_passkey");
        passkey.HasKey(static each => each.CredentialId);
        passkey.HasIndex(static each => each.UserId);
        passkey.Property(static each => each.CredentialId).HasMaxLength(MaximumCredentialLength);
        passkey.OwnsOne(static each => each.Data).ToJson("data");
        model.Entity<ProtectionKey>().ToTable("protection_key").HasKey(static each => each.Name);
        model.Entity<Preference>().ToTable("account_preference").HasKey(static each => new { each.AccountId, each.Name });
    }
}

/// <summary>A role that an account has.</summary>
internal sealed class AccountRole
{
    public Guid AccountId { get; set; }

    public string RoleId { get; set; } = "";
}

/// <summary>How a person likes something to be: the columns of a list.</summary>
internal sealed class Preference
{
    public Guid AccountId { get; set; }

    public string Name { get; set; } = "";

    public string Value { get; set; } = "";
}
