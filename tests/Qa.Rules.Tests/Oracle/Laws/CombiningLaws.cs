namespace Qa.Rules.Tests.Oracle.Laws;

/// <summary>What the page says of the operators over conditions, of <c>unanswered</c>, <c>turnCount</c> and <c>use</c>.</summary>
internal static class CombiningLaws
{
    public static readonly LawCase[] All =
    [
        new("""{"all": [{"anyOf": ["好"]}, {"anyOf": ["您好"]}]}""", "0:0+2 0:1+1", "A 您好"),
        new("""{"all": [{"anyOf": ["好"]}, {"anyOf": ["不"]}]}""", "no", "A 好"),
        new("""{"all": [{"anyOf": ["好"]}, {"allOf": ["好"]}]}""", "0:0+1", "A 好"),
        new("""{"all": [{"anyOf": ["株式", "会社"]}]}""", "0:0+1", "A ㍿"),
        new("""{"all": [{"turnCount": {"above": 1}}]}""", "yes", "A a", "A b"),
        new("""{"all": [{"anyOf": ["不"]}, {"use": "bad"}]}""", "unmeasurable", "A 好"),
    ];

    public static readonly LawCase[] Any =
    [
        new("""{"any": [{"anyOf": ["好"]}, {"anyOf": ["不"]}]}""", "0:0+1", "A 好"),
        new("""{"any": [{"anyOf": ["不"]}, {"anyOf": ["没"]}]}""", "no", "A 好"),
        new("""{"any": [{"anyOf": ["好"], "minHits": 2}, {"anyOf": ["您"]}]}""", "0:0+1", "A 您好"),
        new("""{"any": [{"anyOf": ["不"]}, {"not": {"anyOf": ["没"]}}]}""", "yes", "A 好"),
        new("""{"any": [{"anyOf": ["投诉"], "match": "pinyin"}, {"anyOf": ["头诉"]}]}""", "0:0+2", "A 头诉"),
        new("""{"any": [{"anyOf": ["好"]}, {"use": "quiet"}]}""", "unmeasurable", "A 好"),
    ];

    public static readonly LawCase[] Not =
    [
        new("""{"not": {"anyOf": ["好"]}}""", "no", "A 好"),
        new("""{"not": {"anyOf": ["好"]}}""", "yes", "A 您"),
        new("""{"not": {"not": {"anyOf": ["好"]}}}""", "yes", "A 好"),
        new("""{"not": {"silence": {"longerThan": 1}}}""", "unmeasurable", "A 好"),
    ];

    public static readonly LawCase[] Sequence =
    [
        new("""{"sequence": {"of": [{"anyOf": ["好"]}, {"anyOf": ["不"]}]}}""", "0:0+1 0:1+1", "A 好不"),
        new("""{"sequence": {"of": [{"anyOf": ["好"]}, {"anyOf": ["不"]}]}}""", "no", "A 不好"),
        new("""{"sequence": {"of": [{"anyOf": ["好"]}, {"anyOf": ["不"]}]}}""", "0:0+1 0:2+1", "A 好好不不"),
        new("""{"sequence": {"of": [{"anyOf": ["好"]}, {"anyOf": ["不"]}], "withinTurns": 1}}""", "2:0+1 3:0+1", "A 好", "A 您", "A 好", "A 不"),
        new("""{"sequence": {"of": [{"anyOf": ["好"]}, {"anyOf": ["不"]}], "withinTurns": 0}}""", "no", "A 好", "A 不"),
        new("""{"sequence": {"of": [{"turnCount": {"above": 1}}, {"anyOf": ["不"]}]}}""", "no", "A 好", "A 不"),
        new("""{"sequence": {"of": [{"anyOf": ["您好"]}, {"anyOf": ["您"]}]}}""", "no", "A 您好"),
        new("""{"sequence": {"of": [{"anyOf": ["a"]}, {"anyOf": ["b"]}, {"anyOf": ["c"]}], "withinTurns": 1}}""", "1:2+1 2:0+1 3:0+1", "A a", "A b a", "A b", "A c"),
        new("""{"sequence": {"of": [{"anyOf": ["好"], "minHits": 2}, {"anyOf": ["不"]}]}}""", "no", "A 好不"),
        new("""{"sequence": {"of": [{"anyOf": ["好"]}]}}""", "0:1+1", "A 您好好"),
    ];

    public static readonly LawCase[] Lacking =
    [
        new("""{"lacking": {"of": {"anyOf": ["退货"], "role": "customer"}, "near": {"anyOf": ["抱歉"]}, "after": 1}}""", "no", "C 退货", "A 抱歉"),
        new("""{"lacking": {"of": {"anyOf": ["退货"], "role": "customer"}, "near": {"anyOf": ["抱歉"]}, "after": 1}}""", "0:0+2", "C 退货", "S 请稍等", "A 抱歉"),
        new("""{"lacking": {"of": {"anyOf": ["退货"], "role": "customer"}, "near": {"anyOf": ["抱歉"]}}}""", "0:0+2", "C 退货", "A 抱歉"),
        new("""{"lacking": {"of": {"anyOf": ["退货"], "role": "customer"}, "near": {"anyOf": ["抱歉"]}, "before": 1}}""", "2:0+2", "A 抱歉", "C 退货", "C 退货"),
        new("""{"lacking": {"of": {"anyOf": ["好"]}, "near": {"anyOf": ["不"]}}, "minHits": 2}""", "no", "A 好", "A 好不"),
        new("""{"lacking": {"of": {"anyOf": ["好"]}, "near": {"turnCount": {"above": 1}}}}""", "0:0+1 1:0+1", "A 好", "A 好"),
        new("""{"lacking": {"of": {"turnCount": {"above": 1}}, "near": {"anyOf": ["不"]}}}""", "no", "A 好", "A 好"),
    ];

    public static readonly LawCase[] Unanswered =
    [
        new("""{"unanswered": {}}""", "0:0+1", "C a", "C b"),
        new("""{"unanswered": {}}""", "no", "C a", "A b"),
        new("""{"unanswered": {}}""", "0:0+1", "C a", "S b"),
        new("""{"unanswered": {}}""", "no"),
        new("""{"unanswered": {"ignore": ["谢谢"]}}""", "no", "A 好", "C 谢谢！"),
        new("""{"unanswered": {"ignore": ["谢谢"]}}""", "1:0+3", "A 好", "C 谢谢你"),
        new("""{"unanswered": {"ignore": ["谢谢"]}}""", "3:0+1", "C a", "A b", "C 谢谢", "C c"),
        new("""{"unanswered": {"ignore": ["谢谢"]}}""", "1:0+1", "A b", "C a", "C 谢谢", "C c"),
        new("""{"unanswered": {"ignore": ["谢谢"]}}""", "no", "C a", "A 谢谢"),
        new("""{"unanswered": {}}""", "0:0+2", "C 😀"),
    ];

    public static readonly LawCase[] TurnCount =
    [
        new("""{"turnCount": {"above": 1}}""", "yes", "A a", "A b"),
        new("""{"turnCount": {"above": 1}}""", "no", "A a", "C b"),
        new("""{"turnCount": {"below": 2}, "role": "customer"}""", "yes", "A a", "C b"),
        new("""{"turnCount": {"above": 2}, "role": "any"}""", "no", "A a", "C b", "S c"),
    ];

    public static readonly LawCase[] Use =
    [
        new("""{"use": "hello"}""", "0:0+2", "A 您好"),
        new("""{"use": "hello"}""", "no", "C 您好"),
        new("""{"use": "quiet"}""", "unmeasurable", "A 您好"),
        new("""{"use": "bad"}""", "unmeasurable", "A 您好"),
    ];
}
