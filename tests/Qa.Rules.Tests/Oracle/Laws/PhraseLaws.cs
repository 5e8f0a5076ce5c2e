namespace Qa.Rules.Tests.Oracle.Laws;

/// <summary>What the page says of <c>anyOf</c>, <c>allOf</c> and <c>match: pinyin</c>.</summary>
internal static class PhraseLaws
{
    public static readonly LawCase[] AnyOf =
    [
        new("""{"anyOf": ["您好"]}""", "0:0+2 0:2+2", "A 您好您好"),
        new("""{"anyOf": ["好好"]}""", "0:0+2", "A 好好好"),
        new("""{"anyOf": ["好", "好好"]}""", "0:0+2 0:2+1", "A 好好好"),
        new("""{"anyOf": ["我不", "不归我管"]}""", "0:0+2", "A 我不归我管"),
        new("""{"anyOf": ["好"], "minHits": 2}""", "0:0+1 1:0+1", "A 好", "A 好"),
        new("""{"anyOf": ["好"], "minHits": 3}""", "no", "A 好", "A 好"),
        // Word boundaries.
        new("""{"anyOf": ["art"]}""", "1:0+3", "A party", "A art!"),
        new("""{"anyOf": ["还好"]}""", "0:1+2", "A 您还好吗"),
        new("""{"anyOf": ["ok"]}""", "0:1+2", "A 您ok吗"),
        new("""{"anyOf": ["aa"]}""", "no", "A aaa"),
        // Normalisation.
        new("""{"anyOf": ["vip"]}""", "0:0+3", "A ＶＩＰ"),
        new("""{"anyOf": ["你，好"]}""", "0:0+2 1:0+5", "A 你好", "A 你 . 好"),
        new("""{"anyOf": ["not my"]}""", "1:0+6", "A notmy", "A not-my"),
        new("""{"anyOf": ["notmy"]}""", "0:0+5", "A notmy", "A not-my"),
        new("""{"anyOf": ["式会"]}""", "0:0+1", "A ㍿"),
        new("""{"anyOf": ["株式", "会社"]}""", "0:0+1 0:0+1", "A ㍿"),
        new("""{"anyOf": ["野家"]}""", "0:2+2", "A 𠮷野家"),
        new("""{"anyOf": ["好的"]}""", "0:0+3", "A 好\u200D的"),
        new("""{"anyOf": ["é"]}""", "0:0+2", "A e\u0301"),
        new("""{"anyOf": ["e"]}""", "no", "A e\u0301"),
    ];

    public static readonly LawCase[] Except =
    [
        new("""{"anyOf": ["不管"], "except": ["我不管"]}""", "0:4+2", "A 我不管你不管"),
        new("""{"anyOf": ["不管"], "except": ["不管"]}""", "no", "A 不管"),
        new("""{"anyOf": ["不管"], "except": ["管我"]}""", "0:0+2", "A 不管我"),
        new("""{"anyOf": ["好的", "好的呀"], "except": ["好的呀"]}""", "no", "A 好的呀"),
        new("""{"anyOf": ["您好", "好的"], "except": ["好的"]}""", "0:0+2", "A 您好的"),
        // What is not on word boundaries is no occurrence, of an except phrase either.
        new("""{"anyOf": ["ok"], "except": ["ok b"]}""", "0:0+2", "A ok book"),
        // What is dropped makes room for what overlapped it.
        new("""{"anyOf": ["我不", "不管你"], "except": ["这我不"]}""", "0:2+3", "A 这我不管你"),
        new("""{"anyOf": ["这我", "我不管"], "except": ["我不管"]}""", "0:0+2", "A 这我不管"),
    ];

    public static readonly LawCase[] Pinyin =
    [
        new("""{"anyOf": ["投诉"], "match": "pinyin"}""", "0:0+2p 0:3+2", "A 头诉 投诉"),
        new("""{"anyOf": ["投诉"], "match": "exact"}""", "0:3+2", "A 头诉 投诉"),
        new("""{"anyOf": ["投诉"], "match": "pinyin"}""", "0:0+3p", "A 头，诉"),
        new("""{"anyOf": ["投"], "match": "pinyin"}""", "no", "A 头"),
        new("""{"anyOf": ["a投诉"], "match": "pinyin"}""", "no", "A a头诉"),
        // Any reading of a character that has several.
        new("""{"anyOf": ["银行"], "match": "pinyin"}""", "0:0+2p", "A 银形"),
        // ü is not u.
        new("""{"anyOf": ["驴子"], "match": "pinyin"}""", "0:0+2p", "A 吕子"),
        new("""{"anyOf": ["驴子"], "match": "pinyin"}""", "no", "A 炉子"),
        // An exact hit at the same place wins, and the longest at a place wins over an exact one.
        new("""{"anyOf": ["投诉", "头诉"], "match": "pinyin"}""", "0:0+2", "A 头诉"),
        new("""{"anyOf": ["头", "投诉"], "match": "pinyin"}""", "0:0+2p", "A 头诉"),
        // Except phrases are found in the same way.
        new("""{"anyOf": ["诉"], "except": ["投诉"], "match": "pinyin"}""", "no", "A 头诉"),
        new("""{"anyOf": ["诉"], "except": ["投诉"]}""", "0:1+1", "A 头诉"),
    ];

    public static readonly LawCase[] AllOf =
    [
        new("""{"allOf": ["感谢", "再见"]}""", "0:0+2 1:0+2", "A 再见", "A 感谢再见"),
        new("""{"allOf": ["感谢", "再见"]}""", "no", "A 感谢", "C 再见"),
        new("""{"allOf": ["好", "好"]}""", "0:0+1", "A 好好"),
        new("""{"allOf": ["株式", "会社"]}""", "0:0+1", "A ㍿"),
        new("""{"allOf": ["您", "您好"]}""", "0:0+1 0:0+2", "A 您好"),
    ];
}
