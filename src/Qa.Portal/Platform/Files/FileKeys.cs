using System.Security.Cryptography;

namespace Qa.Portal.Platform.Files;

/// <summary>
/// The keys that files are sealed with where they lie: the first seals, the others still open what was sealed with them,
/// so that a key can be changed without touching what is stored.
/// </summary>
internal sealed class FileKeys
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyBytes = 32;

    /// <summary>Bytes of a key's name, which stands in what it sealed.</summary>
    public const int NameBytes = 8;

    private readonly List<(byte[] Name, byte[] Key)> _keys;

    private FileKeys(List<(byte[], byte[])> keys) => _keys = keys;

    /// <summary>Name and bytes of the key that seals.</summary>
    public (byte[] Name, byte[] Key) Sealing => _keys[0];

    /// <summary>Reads a key file: a line a key, 32 bytes in Base64, the one to seal with first; # begins a comment line.</summary>
    /// <exception cref="FormatException">A line is something else; the message says which, and never a key.</exception>
    public static FileKeys Parse(string text)
    {
        var keys = new List<(byte[], byte[])>();
        foreach (var (line, number) in text.Split('\n').Select(static (line, index) => (line.Trim(), index + 1)))
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var key = new byte[KeyBytes];
            if (!Convert.TryFromBase64String(line, key, out var length) || length != KeyBytes)
                throw new FormatException(FormattableString.Invariant($"line {number}: expected {KeyBytes} bytes in Base64, as 'openssl rand -base64 {KeyBytes}' makes them"));
            keys.Add((SHA256.HashData(key)[..NameBytes], key));
        }

        return keys.Count > 0 ? new(keys) : throw new FormatException($"found no key, expected a line with one, as 'openssl rand -base64 {KeyBytes}' makes it");
    }

    /// <summary>The key of a name; null when it is not among these.</summary>
    public byte[]? Find(ReadOnlySpan<byte> name)
    {
        foreach (var (each, key) in _keys)
        {
            if (name.SequenceEqual(each))
                return key;
        }

        return null;
    }
}
