using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Trees;

namespace Qa.Benchmarks.Rules;

/// <summary>
/// Dialogues and trees of any size, made from the project's own samples by a fixed sequence of choices: the same in every run.
/// </summary>
internal sealed class Workload
{
    private readonly string[] _sentences;
    private uint _state;

    public Workload(uint seed = 20261122)
    {
        _state = seed;
        _sentences = [.. Repository.SampleTurns().Where(text => text.Length >= 8)];
    }

    /// <summary>What somebody says in a turn.</summary>
    public string Sentence() => _sentences[Next(_sentences.Length)];

    /// <summary>An interaction of a given number of turns, agent and customer in turn, without timing.</summary>
    public Interaction Dialogue(int turns) => Interaction([.. Enumerable.Range(0, turns).Select(_ => Sentence())]);

    public static Interaction Interaction(IReadOnlyList<string> texts)
    {
        var turns = new JsonArray();
        for (var index = 0; index < texts.Count; index++)
            turns.Add(new JsonObject { ["role"] = index % 2 == 0 ? "agent" : "customer", ["text"] = texts[index] });
        var json = new JsonObject
        {
            ["id"] = "bench", ["channel"] = "voice", ["startedAt"] = "2026-11-22T08:00:00+08:00",
            ["agent"] = new JsonObject { ["id"] = "A1" }, ["turns"] = turns,
        };
        var read = InteractionReader.Read(JsonSerializer.SerializeToUtf8Bytes(json));
        return read.Interaction ?? throw new InvalidOperationException(read.Errors[0].Message);
    }

    /// <summary>Phrases as people would write them: two pieces of real sentences put together, so that they are rarely said.</summary>
    public string[] Phrases(int count)
    {
        var phrases = new HashSet<string>(StringComparer.Ordinal);
        while (phrases.Count < count)
        {
            var phrase = Piece() + Piece();
            if (phrase.All(char.IsLetter))
                phrases.Add(phrase);
        }

        return [.. phrases];
    }

    /// <summary>A tree of <paramref name="norms"/> forbidding norms that share the phrases out between them, and as many regex norms.</summary>
    public static string Tree(int norms, IReadOnlyList<string> phrases, IReadOnlyList<string> regexes)
    {
        var children = new JsonArray();
        for (var norm = 0; norm < norms; norm++)
        {
            var own = new JsonArray();
            for (var phrase = norm; phrase < phrases.Count; phrase += norms)
                own.Add(phrases[phrase]);
            if (own.Count > 0)
                children.Add(Norm($"n{norm}", new JsonObject { ["anyOf"] = own, ["role"] = "any" }));
        }

        for (var index = 0; index < regexes.Count; index++)
            children.Add(Norm($"r{index}", new JsonObject { ["regex"] = regexes[index], ["role"] = "any" }));
        return new JsonObject { ["schema"] = NormTree.Schema, ["ruleSet"] = "bench", ["name"] = "bench", ["norms"] = children }.ToJsonString();
    }

    public static CompiledTree Compile(string tree)
    {
        var loaded = TreeLoader.Load("bench.json", Encoding.UTF8.GetBytes(tree));
        return CompiledTree.Compile(loaded.Tree ?? throw new InvalidOperationException(loaded.Diagnostics[0].ToString()));
    }

    private static JsonObject Norm(string id, JsonObject condition) =>
        new() { ["id"] = id, ["name"] = id, ["forbid"] = condition, ["points"] = -1 };

    private string Piece()
    {
        var sentence = _sentences[Next(_sentences.Length)];
        var length = 2 + Next(3);
        return sentence.Substring(Next(sentence.Length - length), length);
    }

    // A linear congruential step: the sequence is part of what is measured and must not change with the platform.
    private int Next(int below)
    {
        _state = unchecked(_state * 1664525u + 1013904223u);
        return (int)((ulong)_state * (uint)below >> 32);
    }
}
