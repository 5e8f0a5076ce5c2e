namespace Qa.Portal.Platform.Accounts;

/// <summary>One signing-in, on one device, until it ends or is ended.</summary>
internal sealed class SignInSession
{
    public Guid Id { get; set; }

    public Guid AccountId { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Exact to a minute.</summary>
    public DateTimeOffset SeenAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public SignInWay Way { get; set; }

    /// <summary>The network address.</summary>
    public string Origin { get; set; } = "";

    /// <summary>What the browser calls itself.</summary>
    public string Device { get; set; } = "";
}
