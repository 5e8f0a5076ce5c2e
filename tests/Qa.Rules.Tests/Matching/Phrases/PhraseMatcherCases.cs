using Qa.Rules.Matching;

namespace Qa.Rules.Tests.Matching.Phrases;

/// <summary>One table of cases that every engine must answer alike, as counted by hand.</summary>
public sealed class PhraseMatcherCases
{
    private static readonly (string Note, string[] Patterns, string Text, (int Pattern, int Start)[] Expected)[] Cases =
    [
        ("no patterns", [], "您好", []),
        ("no text", ["您好"], "", []),
        ("one unit of text", ["您好", "您"], "您", [(1, 0)]),
        ("the whole text", ["您好"], "您好", [(0, 0)]),
        ("at the start and at the end", ["您好"], "您好请问您好", [(0, 0), (0, 4)]),
        ("text that ends inside a pattern", ["您好吗"], "您好", []),
        ("pattern that is the prefix of another", ["您好", "您好吗"], "您好吗", [(0, 0), (1, 0)]),
        ("pattern that is the suffix of another", ["好吗", "您好吗"], "您好吗", [(1, 0), (0, 1)]),
        ("pattern inside another", ["不归我管", "归我"], "不归我管", [(0, 0), (1, 1)]),
        ("a pattern that overlaps itself", ["哈哈"], "哈哈哈哈", [(0, 0), (0, 1), (0, 2)]),
        ("patterns that overlap one another", ["投诉你", "你们"], "我要投诉你们", [(0, 2), (1, 4)]),
        ("single characters", ["滚", "靠"], "滚吧靠滚", [(0, 0), (1, 2), (0, 3)]),
        ("single characters among longer ones", ["滚", "滚开", "开"], "滚开", [(0, 0), (1, 0), (2, 1)]),
        ("never across turns", ["您好"], "您\0好", []),
        ("on both sides of a turn's end", ["您好", "好"], "您好\0好您好", [(0, 0), (1, 1), (1, 3), (0, 4), (1, 5)]),
        ("characters beyond the first plane", ["😀", "𠮷野家", "家"], "去𠮷野家😀", [(1, 1), (2, 4), (0, 5)]),
        ("halves of such characters, which are units like others", ["\uDE00", "\uD83D"], "😀", [(1, 0), (0, 1)]),
        ("the largest unit", ["\uFFFF\uFFFF", "\uFFFF"], "\uFFFF\uFFFF", [(0, 0), (1, 0), (1, 1)]),
        ("letters", ["art", "party"], "party art", [(1, 0), (0, 1), (0, 6)]),
        ("a third character that differs by a multiple of eight", ["ab" + (char)0x100], "ab" + (char)0x108, []),
        ("length 16", ["零一二三四五六七八九零一二三四五"], "零一二三四五六七八九零一二三四五", [(0, 0)]),
        ("length 16 with a wrong last character", ["零一二三四五六七八九零一二三四五"], "零一二三四五六七八九零一二三四六", []),
        ("length 31", [new string('长', 30) + "尾"], "长" + new string('长', 30) + "尾", [(0, 1)]),
    ];

    public static TheoryData<PhraseEngine, string> All()
    {
        var data = new TheoryData<PhraseEngine, string>();
        foreach (var engine in Enum.GetValues<PhraseEngine>())
        {
            foreach (var (note, _, _, _) in Cases)
                data.Add(engine, note);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Scan_CaseOfTheTable_FindsWhatIsExpected(PhraseEngine engine, string note)
    {
        var (_, patterns, text, expected) = Array.Find(Cases, c => c.Note == note);

        engine.Find(patterns, text).Select(o => (o.Pattern, o.Start)).Should().Equal(
            expected.OrderBy(e => e.Start).ThenBy(e => e.Pattern));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Scan_SameTextInUsedBuffer_FindsNothingOutsideIt(PhraseEngine engine, string note)
    {
        var (_, patterns, text, expected) = Array.Find(Cases, c => c.Note == note);
        var remains = string.Concat(Enumerable.Repeat(string.Concat(patterns), 70));

        engine.Find(patterns, text, remains, remains).Should().Equal(
            expected.OrderBy(e => e.Start).ThenBy(e => e.Pattern).Select(e => new Occurrence(e.Pattern, e.Start)));
    }
}
