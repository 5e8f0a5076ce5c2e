using System.Text;

namespace Qa.Rules.Tests.Fuzzing.Mutations;

/// <summary>Changes an input as bytes, whatever they mean: so invalid UTF-8, cut characters and stray controls come about.</summary>
internal static class ByteMutation
{
    private static readonly byte[][] BadBytes =
    [
        [0x00], [0x80], [0xBF], [0xC0, 0x80], [0xC3], [0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
        [0xFF], [0xFE, 0xFF], [0xEF, 0xBB, 0xBF], [0x0D], [0x09], [0x0B], [0x1B], [0x7F], [0xE2, 0x80, 0xA8], [0xEF, 0xBF, 0xBF],
    ];

    public static byte[] Apply(byte[] input, FuzzRandom random)
    {
        if (input.Length == 0)
            return random.Of(BadBytes);
        var at = random.Below(input.Length);
        var length = Math.Min(input.Length - at, 1 + random.Below(random.Percent(70) ? 4 : 200));
        var part = input.AsSpan(at, length).ToArray();
        switch (random.Below(8))
        {
            case 0:
                return Splice(input, at, length, []);
            case 1:
                return Splice(input, at, 0, part);
            case 2:
                return Splice(input, random.Below(input.Length + 1), 0, part);
            case 3:
                return Splice(input, at, 0, random.Of(BadBytes));
            case 4:
                return Splice(input, at, 1, [(byte)(input[at] ^ (1 << random.Below(8)))]);
            case 5:
                return Splice(input, at, 1, [(byte)random.Below(256)]);
            case 6 when random.Percent(20):
                return input[..at];
            default:
                return Splice(input, at, random.Percent(50) ? length : 0, Encoding.UTF8.GetBytes(random.Of(Nasties.Texts)));
        }
    }

    private static byte[] Splice(byte[] input, int at, int removed, ReadOnlySpan<byte> put) =>
        [.. input.AsSpan(0, at), .. put, .. input.AsSpan(at + removed)];
}
