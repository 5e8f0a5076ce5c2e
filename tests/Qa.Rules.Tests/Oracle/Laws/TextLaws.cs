namespace Qa.Rules.Tests.Oracle.Laws;

/// <summary>What the page says of <c>regex</c>, <c>similar</c>, <c>repeat</c> and of the modifiers that select turns.</summary>
internal static class TextLaws
{
    public static readonly LawCase[] Regex =
    [
        new("""{"regex": "1[3-9][0-9]{9}"}""", "0:1+11", "A 打13800001234"),
        new("""{"regex": "."}""", "0:0+2 0:2+1", "A 𠮷a"),
        new("""{"regex": ".."}""", "0:0+2 0:2+2", "A 𠮷𠮷"),
        new("""{"regex": ".."}""", "0:0+3 0:1+3", "A a𠮷b"),
        new("""{"regex": "."}""", "0:0+1 0:0+1 0:0+1 0:0+1", "A ㍿"),
        new("""{"regex": "A"}""", "no", "A A"),
        new("""{"regex": "好*"}""", "0:1+2", "A 您好好"),
        new("""{"regex": "x*"}""", "no", "A 您好"),
        new("""{"regex": "b?|a"}""", "0:1+1", "A ab"),
        new("""{"regex": "好|好的"}""", "0:0+1", "A 好的"),
        new("""{"regex": "\\w+"}""", "0:0+5", "A 您好，ab"),
        new("""{"regex": "^好"}""", "1:0+1", "A 您好", "A 好好"),
        new("""{"regex": "a b"}""", "0:0+4", "A a--b"),
        new("""{"regex": " "}""", "0:1+2", "A a--b"),
        new("""{"regex": "好", "minHits": 3}""", "no", "A 好好"),
    ];

    public static readonly LawCase[] Similar =
    [
        new("""{"similar": {"texts": ["您好请问"], "atLeast": 0.75}}""", "0:0+4", "A 您好情问"),
        new("""{"similar": {"texts": ["您好请问"], "atLeast": 0.750001}}""", "no", "A 您好情问"),
        new("""{"similar": {"texts": ["您好请问"], "atLeast": 1}}""", "0:0+8", "A 喂您好请问有事吗"),
        new("""{"similar": {"texts": ["您好请问有"]}}""", "0:0+4", "A 您好请问"),
        new("""{"similar": {"texts": ["您好请问"]}}""", "no", "A 您好请"),
        new("""{"similar": {"texts": ["您好"], "atLeast": 0}}""", "0:0+0", "A "),
        new("""{"similar": {"texts": ["您好吗"], "atLeast": 0.6666666666666666666666}}""", "0:0+2", "A 您好"),
        new("""{"similar": {"texts": ["您好吗"], "atLeast": 0.6666666666666666666667}}""", "no", "A 您好"),
        new("""{"similar": {"texts": ["再见", "您好"], "atLeast": 1}, "minHits": 2}""", "0:0+3 1:0+2", "A 您好！", "A 再见"),
        new("""{"similar": {"texts": ["再见", "您好"], "atLeast": 1}, "minHits": 2}""", "no", "A 您好再见"),
    ];

    public static readonly LawCase[] Repeat =
    [
        new("""{"repeat": {"times": 2}}""", "0:0+4 2:0+6", "A 请您稍等", "C 请您稍等", "A 请您，稍等！"),
        new("""{"repeat": {"times": 3}}""", "no", "A 请您稍等", "C 请您稍等", "A 请您，稍等！"),
        new("""{"repeat": {"times": 2}}""", "no", "A 稍等", "A 稍等"),
        new("""{"repeat": {"times": 2, "minLength": 3}}""", "0:0+3 1:0+3", "A a b", "A a-b"),
        new("""{"repeat": {"times": 2}}""", "0:0+4 1:0+4", "A 𠮷𠮷", "A 𠮷𠮷"),
        new("""{"repeat": {"times": 1, "minLength": 2}}""", "1:0+2", "A 好", "A 好的"),
    ];

    public static readonly LawCase[] Modifiers =
    [
        new("""{"anyOf": ["好"]}""", "no", "C 好", "S 好"),
        new("""{"anyOf": ["好"], "role": "any"}""", "1:0+1 2:0+1", "S 好", "C 好", "A 好"),
        new("""{"anyOf": ["好"], "turns": {"first": 1}}""", "no", "C 好", "A 您", "A 好"),
        new("""{"anyOf": ["好"], "turns": {"last": 1}}""", "2:0+1", "C 好", "A 您", "A 好"),
        new("""{"anyOf": ["好"], "turns": {"last": 9}}""", "2:0+1", "C 好", "A 您", "A 好"),
        new("""{"anyOf": ["好"], "turns": {"from": 2, "to": 3}}""", "2:0+1", "C 好", "A 您", "A 好"),
        new("""{"anyOf": ["好"], "turns": {"first": 1}, "role": "any"}""", "1:0+1", "S 好", "C 好", "A 好"),
        new("""{"anyOf": ["好"], "seconds": {"first": 2}}""", "0:0+1", "A@1.999-3 好", "A@2-4 好", "A@1.9996-5 好"),
        new("""{"anyOf": ["好"], "seconds": {"last": 1}}""", "1:0+1", "A@0-3 好", "A@2-4 好"),
        new("""{"anyOf": ["好"], "seconds": {"last": 1}}""", "no", "A@0-4 好", "S@4-6 再见"),
        new("""{"anyOf": ["好"], "seconds": {"first": 2}}""", "unmeasurable", "A 好"),
        new("""{"anyOf": ["好"], "around": {"of": {"anyOf": ["投诉"], "role": "customer"}, "after": 2}}""", "2:0+1", "C 投诉", "S 请稍等", "A 好"),
        new("""{"anyOf": ["好"], "around": {"of": {"anyOf": ["投诉"], "role": "customer"}, "after": 1}}""", "no", "C 投诉", "S 请稍等", "A 好"),
        new("""{"anyOf": ["好"], "around": {"of": {"anyOf": ["投诉"], "role": "customer"}, "before": 1}}""", "0:0+1", "A 好", "C 投诉", "A 好"),
        new("""{"anyOf": ["好"], "around": {"of": {"anyOf": ["您"]}}}""", "1:1+1", "A 好", "A 您好"),
        new("""{"anyOf": ["好"], "around": {"of": {"turnCount": {"above": 1}}, "after": 9}}""", "no", "A 好", "A 好"),
        // Each modifier is applied to all turns of the role: the first of them is not the first of those around the hit.
        new("""{"anyOf": ["好"], "turns": {"first": 1}, "around": {"of": {"anyOf": ["投诉"], "role": "customer"}, "after": 1}}""", "no", "A 好", "C 投诉", "A 好"),
    ];
}
