using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Qa.Portal.Tests.Platform.Accounts;

/// <summary>What an authenticator shows: RFC 6238 with SHA-1, six digits, 30 seconds.</summary>
internal static class TimedCode
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Of(string key, DateTimeOffset at)
    {
        Span<byte> step = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, at.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // RFC 6238 as authenticators have it.
        var hash = HMACSHA1.HashData(Bytes(key), step);
#pragma warning restore CA5350
        var place = hash[^1] & 0xF;
        return ((BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(place)) & 0x7FFFFFFF) % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string key)
    {
        var bytes = new List<byte>();
        var (bits, count) = (0, 0);
        foreach (var letter in key)
        {
            (bits, count) = ((bits << 5 | Letters.IndexOf(letter, StringComparison.Ordinal)) & 0xFFFF, count + 5);
            if (count >= 8)
                bytes.Add((byte)(bits >> (count -= 8)));
        }

        return [.. bytes];
    }
}
