namespace Qa.Rules.Tests.Oracle.Laws;

/// <summary>What the page says of the timing operators, and of <c>loudness</c>.</summary>
internal static class TimingLaws
{
    public static readonly LawCase[] Silence =
    [
        new("""{"silence": {"longerThan": 2}}""", "no", "A@0-3 a", "C@1-2 b", "A@5-6 c"),
        new("""{"silence": {"longerThan": 1.999}}""", "2:0+1", "A@0-3 a", "C@1-2 b", "A@5-6 c"),
        new("""{"silence": {"longerThan": 1, "before": "customer"}}""", "no", "A@0-3 a", "C@1-2 b", "A@5-6 c"),
        new("""{"silence": {"longerThan": 3}}""", "0:0+1", "A@5-6 a", "C@0-1 b"),
        new("""{"silence": {"longerThan": 2.5}}""", "2:0+1", "A@0-1 a", "S@2-3 b", "A@4-5 c"),
        new("""{"silence": {"longerThan": 0}}""", "no", "A@0-1 a", "C@0-9 b", "A@3-4 c"),
        new("""{"silence": {"longerThan": 1.0005}}""", "no", "A@0-1 a", "A@2.001-3 b"),
        new("""{"silence": {"longerThan": 1.0004}}""", "1:0+1", "A@0-1 a", "A@2.001-3 b"),
        new("""{"silence": {"longerThan": 1}, "minHits": 2}""", "no", "A@0-1 a", "A@3-4 b"),
        new("""{"silence": {"longerThan": 1}}""", "1:0+1", "A@0 a", "A@3 b"),
        new("""{"silence": {"longerThan": 1}}""", "unmeasurable", "A@0-1 a", "A b"),
        new("""{"silence": {"longerThan": 1}}""", "unmeasurable", "A@0-1 a", "A@4-3 b"),
        new("""{"silence": {"longerThan": 1}}""", "no", "S a"),
    ];

    public static readonly LawCase[] Interruption =
    [
        new("""{"interruption": {"by": "agent", "longerThan": 1}}""", "1:0+1", "C@2-6 a", "A@4.5-6.5 b"),
        new("""{"interruption": {"by": "agent", "longerThan": 1.5}}""", "no", "C@2-6 a", "A@4.5-6.5 b"),
        new("""{"interruption": {"by": "customer", "longerThan": 0}}""", "no", "C@2-6 a", "A@4.5-6.5 b"),
        new("""{"interruption": {"by": "agent", "longerThan": 0}}""", "no", "C@2-6 a", "A@2-6 b"),
        new("""{"interruption": {"by": "agent", "longerThan": 0}}""", "no", "C@2-6 a", "A@6-7 b"),
        new("""{"interruption": {"by": "agent", "longerThan": 0}}""", "no", "C@2-6 a", "A@4-4 b"),
        new("""{"interruption": {"by": "agent", "longerThan": 5.9}}""", "2:0+1", "C@0-3 a", "C@1-9 b", "A@2-8 c"),
        new("""{"interruption": {"by": "customer", "longerThan": 0.5}, "minHits": 2}""", "1:0+1 2:0+1", "A@0-9 a", "C@1-2 b", "C@3-4 c"),
        new("""{"interruption": {"by": "agent", "longerThan": 0}}""", "no", "S@0-9 a", "A@1-2 b"),
    ];

    public static readonly LawCase[] SpeechRate =
    [
        new("""{"speechRate": {"above": 120}}""", "no", "A@0-2 四个字儿"),
        new("""{"speechRate": {"above": 119.999}}""", "0:0+4", "A@0-2 四个字儿"),
        new("""{"speechRate": {"below": 120.001}}""", "0:0+4", "A@0-2 四个字儿"),
        new("""{"speechRate": {"above": 1}}""", "no", "A@0-1.9994 四个字儿"),
        new("""{"speechRate": {"above": 1}}""", "0:0+4", "A@0-1.9995 四个字儿"),
        new("""{"speechRate": {"below": 60.1}}""", "0:0+3", "A@0-2 a b"),
        new("""{"speechRate": {"above": 1, "minSeconds": 0}}""", "no", "A@1-1 abc"),
        new("""{"speechRate": {"above": 1}, "role": "any", "turns": {"last": 1}}""", "1:0+1", "A@0-2 a", "C@0-2 b"),
        new("""{"speechRate": {"above": 1}, "minHits": 2}""", "no", "A@0-2 a", "C@0-2 b"),
        new("""{"speechRate": {"above": 119}}""", "0:0+4", "A@0-2 𠮷𠮷"),
    ];

    public static readonly LawCase[] ResponseTime =
    [
        new("""{"responseTime": {"of": "first", "above": 9.999}}""", "2:0+1", "C@0-1 a", "C@2-3 b", "A@10-11 c"),
        new("""{"responseTime": {"of": "first", "above": 10}}""", "no", "C@0-1 a", "C@2-3 b", "A@10-11 c"),
        new("""{"responseTime": {"of": "first", "above": 1}}""", "no", "C@0-1 a", "A@1-2 b", "C@3-4 c", "A@9-9 d"),
        new("""{"responseTime": {"of": "max", "above": 4}}""", "1:0+1", "C@0 a", "A@5 b", "C@10 c", "A@15 d"),
        new("""{"responseTime": {"of": "average", "above": 1.499}}""", "3:0+1", "C@0 a", "A@1 b", "C@2 c", "A@4 d"),
        new("""{"responseTime": {"of": "average", "above": 1.5}}""", "no", "C@0 a", "A@1 b", "C@2 c", "A@4 d"),
        new("""{"responseTime": {"of": "average", "above": 1.333}}""", "5:0+1", "C@0 a", "A@1 b", "C@2 c", "A@3 d", "C@4 e", "A@6 f"),
        new("""{"responseTime": {"of": "each", "above": 1}}""", "3:0+1", "C@0 a", "A@1 b", "C@2 c", "A@4 d"),
        new("""{"responseTime": {"of": "each", "above": 0}}""", "2:0+1", "C@0 a", "S@1 b", "A@2 c", "A@3 d", "C@4 e"),
        new("""{"responseTime": {"of": "max", "above": 0}}""", "no", "A@0 a", "C@5 b"),
        new("""{"responseTime": {"of": "max", "above": 0}}""", "no", "C@5 a", "A@4 b"),
    ];

    public static readonly LawCase[] Loudness =
    [
        new("""{"loudness": {"aboveMean": 6}}""", "no", "A~-30 a", "A~-18 b"),
        new("""{"loudness": {"aboveMean": 5.99}}""", "1:0+1", "A~-30 a", "A~-18 b"),
        new("""{"loudness": {"aboveMean": 1}}""", "no", "A~-30 a", "C b"),
        new("""{"loudness": {"aboveMean": 1}}""", "unmeasurable", "A~-30 a", "A b"),
        new("""{"loudness": {"aboveMean": 1}, "role": "any"}""", "unmeasurable", "A~-30 a", "C b"),
        new("""{"loudness": {"aboveMean": 5}, "turns": {"first": 1}}""", "0:0+1", "A~-18 a", "A~-30 b"),
        new("""{"loudness": {"aboveMean": 5}, "turns": {"last": 1}}""", "no", "A~-18 a", "A~-30 b"),
        new("""{"loudness": {"aboveMean": 0}}""", "no", "A~-29.995 a", "A~-30 b"),
        new("""{"loudness": {"aboveMean": 0}}""", "0:0+1", "A~-29.9949 a", "A~-30 b"),
        new("""{"loudness": {"aboveMean": 0.004}}""", "0:0+1", "A~-29.99 a", "A~-30 b"),
        new("""{"loudness": {"aboveMean": 0.005}}""", "no", "A~-29.99 a", "A~-30 b"),
        new("""{"loudness": {"aboveMean": 1}}""", "no", "C a"),
    ];

    public static readonly LawCase[] Duration =
    [
        new("""{"duration": {"above": 3.999}}""", "yes", "A@0-4 a", "C@1-2 b"),
        new("""{"duration": {"above": 4}}""", "no", "A@0-4 a", "C@1-2 b"),
        new("""{"duration": {"above": 4}}""", "yes", "A@0-4 a", "S@1-5 b"),
        new("""{"duration": {"below": 1}}""", "yes"),
        new("""{"duration": {"below": 4.0005}}""", "yes", "A@0-4 a"),
        new("""{"duration": {"below": 4.0004}}""", "no", "A@0-4 a"),
        new("""{"duration": {"above": 1}}""", "unmeasurable", "A a"),
        new("""{"duration": {"above": 6}}""", "yes", "A@0 a", "S@7 b"),
    ];
}
