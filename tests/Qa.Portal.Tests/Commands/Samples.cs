namespace Qa.Portal.Tests.Commands;

/// <summary>Small documents that tests share.</summary>
internal static class Samples
{
    public const string Tree = """
        schema: qa.norm-tree/1
        ruleSet: tiny
        name: 小规范集
        norms:
          - id: forbidden
            name: 服务禁语
            maxDeduct: 8
            children:
              - {id: shirking, name: 推诿, guidance: 我帮您登记, forbid: {anyOf: [不归我管, 这事我不管]}, points: veto}
              - {id: impatient, name: 不耐烦, forbid: {anyOf: [快点说]}, points: -5, perHit: true}
              - {id: slow, name: 静默, forbid: {silence: {longerThan: 10}}, points: -5}
          - {id: greeting, name: 问候, require: {anyOf: [您好], turns: {first: 1}}, points: -10}
          - {id: skill, name: 专业能力, manual: {max: 10}}
        """;

    public static string Interaction(string id, params (string Role, string Text)[] turns) =>
        $$"""{"id":"{{id}}","channel":"voice","startedAt":"2026-03-01T08:00:00+08:00","agent":{"id":"A1","name":"小林"},"turns":[{{string.Join(',', turns.Select(static (turn, index) =>
            $$"""{"role":"{{turn.Role}}","text":"{{turn.Text}}","start":{{index * 5}},"end":{{index * 5 + 4}}}"""))}}]}""";

    /// <summary>Passes with 100.</summary>
    public static string Good(string id) => Interaction(id, ("agent", "您好"), ("customer", "我的快递丢了"), ("agent", "我帮您查"));

    /// <summary>Vetoed.</summary>
    public static string Bad(string id) => Interaction(id, ("agent", "您好"), ("customer", "我的快递丢了"), ("agent", "这个不归我管，你快点说"));
}
