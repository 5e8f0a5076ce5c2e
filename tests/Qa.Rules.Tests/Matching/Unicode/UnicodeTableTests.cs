using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Qa.Rules.Matching;

namespace Qa.Rules.Tests.Matching.Unicode;

public class UnicodeTableTests
{
    // A change of either is a change of meaning of every norm tree: a new schema, never a correction of this line.
    private const string PropertiesHash = "b1a40fc86e374fdcfa87f62be96aa9ac4bcb461febe28d120693168ca60a92e2";
    private const string NormalisedHash = "b0ba50615d25cf24d06b3d8bd1188da784d2f113f0e7f6e87c2392a2b35ca5b4";

    [Fact]
    public void Properties_AllCodePoints_ArePinned()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> entry = stackalloc byte[5];
        for (var code = 0; code < 0x110000; code++)
        {
            entry[0] = (byte)((UnicodeTable.IsLetterMarkOrNumber(code) ? 1 : 0) | (UnicodeTable.IsWordCharacter(code) ? 2 : 0)
                | (UnicodeTable.IsHan(code) ? 4 : 0));
            BinaryPrimitives.WriteInt32LittleEndian(entry[1..], UnicodeTable.ToLowerSimple(code));
            hash.AppendData(entry);
        }

        Convert.ToHexStringLower(hash.GetHashAndReset()).Should().Be(PropertiesHash);
        UnicodeTable.Version.Should().Be("15.0.0");
    }

    [Fact]
    public void Normalise_AllCodePoints_IsPinned()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new TextBuffer();
        var bytes = new byte[4096];
        for (var code = 0; code < 0x110000; code++)
        {
            if (code is >= 0xD800 and <= 0xDFFF)
                continue;
            var character = char.ConvertFromUtf32(code);
            foreach (var text in new[] { character, "a" + character + "b", "您" + character + "\u0301" })
            {
                TextNormaliser.Append(text, buffer);
                buffer.Chars[buffer.Length++] = '\n';
            }

            hash.AppendData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(buffer.Text, bytes)));
            buffer.Clear();
        }

        Convert.ToHexStringLower(hash.GetHashAndReset()).Should().Be(NormalisedHash);
    }

    [Fact]
    public void Normalise_AllCodePointsBetweenAnyKind_IsTheTextWithPositions()
    {
        // Every character of the fast table after and before every kind of neighbour.
        string[] around = ["a", "您", "，", "\u0301", "\u1161", "\u200D", "\uD83D\uDC4D", "a"];
        for (var code = 0; code < 0x20000; code++)
        {
            var character = Utf16Text(code);
            var text = character + string.Join(character, around) + character;
            if (TextNormaliser.Normalise(text) != TextNormaliser.NormaliseWithPositions(text).Text)
                Assert.Fail(code.ToString("X4", CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData('a', true, true, false)]
    [InlineData('7', true, true, false)]
    [InlineData(0x301, true, true, false)]
    [InlineData(0x1100, true, true, false)] // a Hangul letter: not in the CJK ranges
    [InlineData(0xAC00, true, false, false)]
    [InlineData(0x6295, true, false, true)]
    [InlineData(0x3042, true, false, false)]
    [InlineData(0x3007, true, false, true)]
    [InlineData(0x3005, true, false, true)]
    [InlineData(0x2E80, false, false, false)]
    [InlineData(0x20BB7, true, false, true)]
    [InlineData(0x323AF, true, false, true)]
    [InlineData(0x323B0, false, false, false)]
    [InlineData(0x16FE3, true, true, false)] // of the script Han, outside the CJK ranges
    [InlineData(' ', false, false, false)]
    [InlineData(0x1F600, false, false, false)]
    [InlineData(0xD800, false, false, false)]
    [InlineData(0x378, false, false, false)]
    [InlineData(-1, false, false, false)]
    [InlineData(0x110000, false, false, false)]
    public void Queries_CodePoint_AnswerByCategoryAndRange(int codePoint, bool counts, bool word, bool han)
    {
        UnicodeTable.IsLetterMarkOrNumber(codePoint).Should().Be(counts);
        UnicodeTable.IsWordCharacter(codePoint).Should().Be(word);
        UnicodeTable.IsHan(codePoint).Should().Be(han);
    }

    [Theory]
    [InlineData('A', 'a')]
    [InlineData('a', 'a')]
    [InlineData(0x130, 0x130)]
    [InlineData(0x1E9E, 0xDF)]
    [InlineData(0x3A3, 0x3C3)]
    [InlineData(0x10400, 0x10428)]
    [InlineData(0x13A0, 0xAB70)]
    [InlineData(-5, -5)]
    public void ToLowerSimple_CodePoint_IsField13(int codePoint, int lower) => UnicodeTable.ToLowerSimple(codePoint).Should().Be(lower);

    private static string Utf16Text(int code) => code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code);
}
