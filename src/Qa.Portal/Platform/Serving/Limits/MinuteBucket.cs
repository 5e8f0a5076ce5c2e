using System.Threading.RateLimiting;

namespace Qa.Portal.Platform.Serving.Limits;

/// <summary>A limit a minute as a bucket: a whole minute's worth may come at once, and it fills again evenly.</summary>
internal static class MinuteBucket
{
    private const int Seconds = 60;

    /// <param name="key">Whose bucket it is. It names the limit too, so that a limit that was changed holds at once.</param>
    public static RateLimitPartition<LimitKey> Of(LimitKey key) => key.PerMinute == 0
        ? RateLimitPartition.GetNoLimiter(key)
        : RateLimitPartition.GetTokenBucketLimiter(key, static key =>
        {
            var atOnce = Math.Max(1, key.PerMinute / Seconds);
            return new() { TokenLimit = key.PerMinute, TokensPerPeriod = atOnce, ReplenishmentPeriod = TimeSpan.FromSeconds((double)Seconds * atOnce / key.PerMinute), QueueLimit = 0 };
        });

    /// <summary>When to come again, in whole seconds.</summary>
    public static int RetryAfter(RateLimitLease lease) => lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1;
}

/// <summary>Whose requests are counted by which limit.</summary>
internal readonly record struct LimitKey(string Limit, string Whose, int PerMinute);
