using Qa.Portal.Commands.Hosting;
using Qa.Rules.Interactions;
using Spectre.Console;

namespace Qa.Portal.Commands.Explaining;

/// <summary>Shows an interaction as a dialogue: number and time of each turn, who spoke, and the words with their evidence.</summary>
internal sealed class DialogueView(CommandSession session)
{
    private const int IndexWidth = 4;
    private const int TimeWidth = 8;
    private const int NarrowestText = 20;
    private const decimal LowConfidence = 0.6m;

    private static readonly Style Dim = new(Color.Grey);

    public void Show(Interaction interaction, EvidenceMap evidence)
    {
        var roleWidth = Roles.Max(role => new StyledText(NameOf(role)).Width);
        var indent = IndexWidth + TimeWidth + roleWidth + 3;
        var textWidth = Math.Max(NarrowestText, session.Surroundings.Width - indent);
        var turnText = new TurnText(session.HasColour);
        for (var index = 0; index < interaction.Turns.Length; index++)
        {
            var turn = interaction.Turns[index];
            var words = turnText.Of(turn.Text, evidence.Of(index));
            if (turn.Confidence < LowConfidence)
                words.Add(new(FormattableString.Invariant($" ({session.Texts["explain.confidence"]} {turn.Confidence:0.##})"), Dim));
            var lines = LineWrap.Wrap(words, textWidth);
            var head = (StyledText[])
            [
                new StyledText(FormattableString.Invariant($"{index}"), Dim).PadLeftTo(IndexWidth),
                new StyledText(TimeOf(turn), Dim).PadLeftTo(TimeWidth + 1),
                new StyledText(" " + NameOf(turn.Role), StyleOf(turn.Role)).PadTo(roleWidth + 2),
            ];
            for (var line = 0; line < lines.Count; line++)
                session.Console.Write(new StyledLine([.. line == 0 ? head : [new(new string(' ', indent))], .. lines[line]]));
        }
    }

    private static Role[] Roles => [Role.Agent, Role.Customer, Role.System];

    private static Style StyleOf(Role role) => role switch
    {
        Role.Agent => new(Color.Aqua, decoration: Decoration.Bold),
        Role.Customer => new(Color.Blue, decoration: Decoration.Bold),
        _ => Dim,
    };

    private string NameOf(Role role) => session.Texts[role switch
    {
        Role.Agent => "role.agent",
        Role.Customer => "role.customer",
        _ => "role.system",
    }];

    // Minutes, seconds and tenths, as players show them: 1:02.5.
    private static string TimeOf(Turn turn) => turn.StartMilliseconds is { } start and >= 0
        ? FormattableString.Invariant($"{start / 60_000}:{start / 1000 % 60:00}.{start / 100 % 10}")
        : "";
}
