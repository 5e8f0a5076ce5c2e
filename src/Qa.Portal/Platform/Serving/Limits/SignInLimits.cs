using System.Net;
using System.Threading.RateLimiting;
using Qa.Portal.Platform.Auditing;
using Qa.Portal.Platform.Settings;

namespace Qa.Portal.Platform.Serving.Limits;

/// <summary>
/// Slows down who tries passwords: by the account that is tried, wherever that is done from, and by the address, so generously that
/// a shift that begins is never kept waiting. That an account is locked after some wrong passwords is apart from this.
/// </summary>
internal sealed class SignInLimits(SettingsStore settings) : IDisposable
{
    private readonly PartitionedRateLimiter<LimitKey> _limiter = PartitionedRateLimiter.Create<LimitKey, LimitKey>(MinuteBucket.Of);

    /// <summary>Counts an attempt.</summary>
    /// <param name="account">Name that is tried; null where it is not known yet.</param>
    /// <returns>After how many seconds to try again; null where it may be tried now.</returns>
    public async ValueTask<int?> TryAsync(IPAddress? address, string? account, CancellationToken cancellation = default)
    {
        var limits = (await settings.ReadAsync<RateLimitSettings>(cancellation)).Value;
        return Take(new("address", RequestOrigin.Of(address), limits.SignInsOfAddress)) ?? (account is null ? null : Take(new("account", account.ToUpperInvariant(), limits.SignInsOfAccount)));
    }

    public void Dispose() => _limiter.Dispose();

    private int? Take(LimitKey key)
    {
        using var lease = _limiter.AttemptAcquire(key);
        return lease.IsAcquired ? null : MinuteBucket.RetryAfter(lease);
    }
}
