using System.Collections.Frozen;
using System.Security.Cryptography;
using Qa.Portal.Platform.Access.Tokens;

namespace Qa.Portal.Platform.Access;

/// <summary>
/// Tokens that the operator gave in a file: they do everything, and are there before anybody has an account. Only hashes are held:
/// what leaks from memory opens nothing.
/// </summary>
internal sealed class AccessTokens
{
    /// <summary>Shortest token, in characters.</summary>
    public const int MinimumLength = 16;

    private readonly FrozenDictionary<string, string> _namesByHash;

    private AccessTokens(Dictionary<string, string> namesByHash) => _namesByHash = namesByHash.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads a token file: a line a person or machine, <c>NAME TOKEN</c>; # begins a comment line.</summary>
    /// <exception cref="FormatException">A line is something else; the message says which, and never a token.</exception>
    public static AccessTokens Parse(string text)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (line, number) in text.Split('\n').Select(static (line, index) => (line.Trim(), index + 1)))
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is not [var name, var token] || token.Length < MinimumLength)
                throw new FormatException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"line {number}: expected a name and a token of {MinimumLength} or more characters"));
            if (!names.TryAdd(TokenSecret.HashOf(token), name))
                throw new FormatException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"line {number}: found a token of another line, expected one of its own"));
        }

        return names.Count > 0 ? new(names) : throw new FormatException("found no token, expected a line with a name and a token");
    }

    /// <summary>The one name of one token.</summary>
    public static AccessTokens Single(string name, string token) => new(new(StringComparer.Ordinal) { [TokenSecret.HashOf(token)] = name });

    /// <summary>A new token: 256 random bits.</summary>
    public static string Generate() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>Whose token it is; null when it is nobody's. Looked up by hash, so that time tells nothing of the tokens.</summary>
    public string? NameOf(string token) => _namesByHash.GetValueOrDefault(TokenSecret.HashOf(token));
}
