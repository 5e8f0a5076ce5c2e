using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Platform.Accounts;

namespace Qa.Portal.Modules.People.AccountRequests;

/// <summary>账号申请: that somebody (人事) wants an account of a person opened, changed or closed, and what became of it. Carried out by its approval.</summary>
internal sealed class AccountRequest : IVersioned
{
    public const int MaximumReasonLength = 500;

    public const int MaximumRolesLength = 1_000;

    public long Id { get; set; }

    /// <summary>工号 of the person whose account it is about.</summary>
    public string Number { get; set; } = "";

    /// <summary>The same while it waits, and null afterwards: of one person only one request waits, and the database says so.</summary>
    public string? WaitingNumber { get; set; }

    public AccountRequestKind Kind { get; set; }

    /// <summary>Name of the account that is to be opened, changed or closed.</summary>
    public string AccountName { get; set; } = "";

    /// <summary>Ids of the roles that the account is to have, with spaces between; empty where it is closed.</summary>
    public string Roles { get; set; } = "";

    public string Reason { get; set; } = "";

    public AccountRequestState State { get; set; }

    /// <summary>Name of the account or token.</summary>
    public string RequestedBy { get; set; } = "";

    public DateTimeOffset RequestedAt { get; set; }

    /// <summary>Who approved, refused or withdrew it; null while it waits.</summary>
    public string? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Why it was decided so; empty where nothing was said.</summary>
    public string Note { get; set; } = "";

    public long Version { get; set; } = 1;

    public IReadOnlyList<string> RoleIds => Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Nothing waits any more.</summary>
    public void Decide(AccountRequestState state, string by, DateTimeOffset at, string note) =>
        (State, DecidedBy, DecidedAt, Note, WaitingNumber) = (state, by, at, note, null);

    public override string ToString() => $"{Kind} {AccountName}{(Roles.Length > 0 ? $" [{Roles}]" : "")}: {State}";

    public static void Describe(ModelBuilder model)
    {
        var request = model.Entity<AccountRequest>().ToTable("people_account_request");
        request.HasKey(static each => each.Id);
        request.Property(static each => each.Id).ValueGeneratedOnAdd();
        request.Property(static each => each.Number).HasMaxLength(Person.MaximumNumberLength);
        request.Property(static each => each.WaitingNumber).HasMaxLength(Person.MaximumNumberLength);
        request.Property(static each => each.AccountName).HasMaxLength(Account.MaximumNameLength);
        request.Property(static each => each.Roles).HasMaxLength(MaximumRolesLength);
        request.Property(static each => each.Reason).HasMaxLength(MaximumReasonLength);
        request.Property(static each => each.Note).HasMaxLength(MaximumReasonLength);
        request.Ignore(static each => each.RoleIds);
        request.HasIndex(static each => each.WaitingNumber).IsUnique();
        request.HasIndex(static each => each.Number);
        request.HasIndex(static each => new { each.State, each.Id });
        request.HasOne<Person>().WithMany().HasForeignKey(static each => each.Number).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>What is to be done with an account. Stored by name.</summary>
internal enum AccountRequestKind
{
    /// <summary>开通; of who had one that was closed, the same again.</summary>
    Open,

    /// <summary>变更角色.</summary>
    ChangeRoles,

    /// <summary>停用.</summary>
    Close,
}

/// <summary>What became of a request. Stored by name.</summary>
internal enum AccountRequestState
{
    /// <summary>待审批.</summary>
    Waiting,

    /// <summary>已批准, and carried out.</summary>
    Approved,

    /// <summary>已拒绝.</summary>
    Refused,

    /// <summary>已撤回 by who asked.</summary>
    Withdrawn,
}
