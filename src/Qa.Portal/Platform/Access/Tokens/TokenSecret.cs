using System.Security.Cryptography;
using System.Text;

namespace Qa.Portal.Platform.Access.Tokens;

/// <summary>The secret of a token: 256 random bits, so that a plain hash of it is enough to know it again and tells nobody what it is.</summary>
internal static class TokenSecret
{
    /// <summary>How secrets of tokens in the database begin, so that whoever searches files for secrets finds them.</summary>
    public const string Prefix = "qat_";

    private const int Bytes = 32;
    private const int Length = 4 + 2 * Bytes;

    public static string Generate() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Whether a text can be one: what cannot is not looked for.</summary>
    public static bool IsOne(string text) => text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>SHA-256 in hexadecimal.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
