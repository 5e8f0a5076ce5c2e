using System.Globalization;
using System.Text;

namespace Qa.Rules.Tests.Oracle.Cases;

/// <summary>Texts of few parts, so that they collide, and the noise that real texts carry: width, case, marks, emoji, characters that sound alike.</summary>
internal sealed class RandomText(Draw draw)
{
    private const int LastCommonHan = 0x9FFF;

    private static readonly string[] Words =
    [
        "您好", "你好", "不管", "不归", "我管", "管", "投诉", "头诉", "退货", "好的", "谢谢", "请稍等", "女", "绿", "路", "行", "了", "吗", "您",
        "ok", "OK", "vip", "VIP", "art", "party", "a", "b", "A", "10086", "1", "2", "ä", "é", "ß", "Σ", "İ", "ǆ", "一", "二", "〇三",
    ];

    private static readonly string[] Marks =
    [
        " ", "  ", "，", "。", "!", "-", "'", "、", "…", "\n", "\t", "\u00A0", "\u3000", "_", "@", "#", "·", "\"", "\\", "/", "£",
    ];

    private static readonly string[] Oddities =
    [
        "😀", "👍🏽", "❤️", "👨‍👩‍👧", "\u200B", "\u200D", "\u00AD", "\uFE0F", "\uFEFF", "㍿", "ﬁ", "①", "½", "Ａ", "ｖｉｐ", "１", "ｶﾞ", "ｶ", "ﾞ", "ﾊﾟ", "カ", "ガ",
        "e\u0301", "\u0301", "\u0323", "q\u0307\u0323", "𠮷", "𠮷野", "𝐀", "𝟙", "가", "각", "ᄀ", "ᅡ", "ᆨ", "ㅋㅏ", "゛", "⑴", "Ⅷ", "²", "㎏", "㏂", "ﷺ", "豈", "\uD84C\uDFB4",
        "\u0E33", "\u0344", "\U0001D15E", "\U000E0100", "\uE000", "\u0378", "\U0001FAE8", "\U0001E4D0", "々", "⼈", "℃", "1️⃣", "\u180B", "ſ",
    ];

    /// <summary>The parts that the texts of one interaction are made of.</summary>
    public List<string> Alphabet() =>
        [.. draw.Many(2, 5, () => draw.Of(Words)), .. draw.Many(1, 2, () => draw.Of(Marks)), .. draw.Many(0, 3, () => draw.Of(Oddities))];

    public string Made(List<string> alphabet) => string.Concat(draw.Many(draw.Percent(8) ? 0 : 1, draw.Of(2, 4, 8), () => draw.Of(alphabet)));

    public string Word() => draw.Of(Words);

    /// <summary>A stretch of a text, of whole characters.</summary>
    public string Part(string text, int longest)
    {
        var runes = text.EnumerateRunes().ToList();
        if (runes.Count == 0) return "";
        var start = draw.Int(0, runes.Count - 1);
        return string.Concat(runes.Skip(start).Take(draw.Int(1, longest)));
    }

    /// <summary>The same text with one thing about it changed.</summary>
    public string Disturbed(string text)
    {
        var runes = text.EnumerateRunes().Select(r => r.ToString()).ToList();
        var at = draw.Int(0, runes.Count);
        if (at == runes.Count || draw.Percent(35))
        {
            runes.Insert(at, draw.Percent(40) ? draw.Of(Marks) : draw.Of(Oddities));
            return string.Concat(runes);
        }

        runes[at] = draw.Int(0, 5) switch
        {
            0 => "",
            1 => runes[at] + runes[at],
            2 => FullWidth(runes[at]),
            3 => runes[at].ToUpper(CultureInfo.InvariantCulture),
            _ => SoundingLike(runes[at]),
        };
        return string.Concat(runes);
    }

    public string MaybeDisturbed(string text, int percent)
    {
        while (draw.Percent(percent)) text = Disturbed(text);
        return text;
    }

    /// <summary>Another character with a reading in common, now and then from the supplementary planes; the same where it has none.</summary>
    public string SoundingLike(string character)
    {
        var c = Rune.GetRuneAt(character, 0).Value;
        var readings = NaivePinyin.ReadingsOf(c).Order(StringComparer.Ordinal).ToList();
        if (readings.Count == 0) return character;
        var alike = NaivePinyin.BySound[draw.Of(readings)].ToList();
        var common = alike.Where(a => a is >= 0x4E00 and <= LastCommonHan).ToList();
        return char.ConvertFromUtf32(draw.Percent(85) && common.Count > 0 ? draw.Of(common) : draw.Of(alike));
    }

    private static string FullWidth(string character) =>
        character is [>= '!' and <= '~'] ? ((char)(character[0] - '!' + '！')).ToString() : character == " " ? "\u3000" : character;
}
