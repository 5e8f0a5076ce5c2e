using System.Text;
using System.Text.Json.Nodes;
using Qa.Rules.Interactions;
using Qa.Rules.Tests.Fuzzing.Mutations;
using Qa.Rules.Tests.Oracle.Cases;

namespace Qa.Rules.Tests.Fuzzing.Targets;

/// <summary>Interactions as JSON. Each is refused with errors, or scored by real norm sets and by a tree of a worked case.</summary>
internal sealed class InteractionTarget : IFuzzTarget
{
    private const int LongestMessage = 2_000;

    private static readonly string[] Vocabulary =
    [
        "\"id\"", "\"channel\"", "\"voice\"", "\"chat\"", "\"email\"", "\"startedAt\"", "\"agent\"", "\"customer\"", "\"phone\"", "\"businessLine\"", "\"recording\"", "\"attributes\"", "\"turns\"",
        "\"role\"", "\"system\"", "\"text\"", "\"start\"", "\"end\"", "\"confidence\"", "\"loudness\"", "\"name\"", "\"group\"", "null", "true", "0", "{", "}", "[", "]", ":", ",", "\"",
    ];

    private static readonly JsonObject[] Values = [.. Corpus.CaseInteractions, .. Corpus.SampleLines.Select(line => JsonNode.Parse(line)!.AsObject())];
    private static readonly JsonMutation Structure = new(Values);
    private static readonly string[] Texts = [.. Corpus.CaseInteractions.Select(CaseText.Of), .. Corpus.SampleLines];

    public string Name => "interactions";

    public ulong Seed => 0x696e746572616374;

    public void WarmUp() => Answer(Encoding.UTF8.GetBytes(Texts[0]), new(0, 0));

    public byte[] Make(FuzzRandom random)
    {
        var rounds = random.MutationCount();
        if (random.Percent(50))
        {
            JsonNode value = random.Of(Values);
            for (; rounds > 0; rounds--)
                value = Structure.Apply(value, random);
            return Encoding.UTF8.GetBytes(random.Percent(80) ? CaseText.Of(value) : value.ToJsonString());
        }

        var text = random.Of(Texts);
        for (; rounds > 1; rounds--)
            text = TokenMutation.Apply(text, random, Vocabulary);
        return random.Percent(50)
            ? Encoding.UTF8.GetBytes(TokenMutation.Apply(text, random, Vocabulary))
            : ByteMutation.Apply(Encoding.UTF8.GetBytes(text), random);
    }

    public string Answer(byte[] input, FuzzRandom random)
    {
        var read = InteractionReader.Read(input);
        FuzzFindingException.Unless(read.Interaction is null != read.Errors.IsEmpty, "an interaction with errors, or neither");
        if (read.Interaction is not { } interaction)
        {
            // One more than the bound: the last says that there are more, or why reading ended.
            FuzzFindingException.Unless(read.Errors.Length <= InteractionReader.MaximumErrors + 1, $"{read.Errors.Length} errors");
            foreach (var error in read.Errors)
                FuzzFindingException.Unless(error is { Column: >= 0, Found.Length: > 0, Expected.Length: > 0 } && error.Message.Length <= LongestMessage, $"an error that says nothing, or too much: {error}");
            return "refused";
        }

        FuzzFindingException.Unless(interaction.Id.Length is >= 1 and <= InteractionReader.MaximumIdLength, "an id of a length that should be refused");
        ScorecardCheck.Score(random.Of(Corpus.RuleSets), interaction);
        ScorecardCheck.Score(random.Of(Corpus.CaseTreesCompiled), interaction);
        return "scored";
    }
}
