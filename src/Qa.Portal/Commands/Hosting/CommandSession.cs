using Spectre.Console;

namespace Qa.Portal.Commands.Hosting;

/// <summary>One run of the program, as a command sees it: its surroundings, its language, and two consoles to draw on.</summary>
internal sealed class CommandSession
{
    // Drawn on only by some commands, and loading what draws costs as much as parsing the command line.
    private readonly Lazy<IAnsiConsole> _console;
    private readonly Lazy<IAnsiConsole> _errorConsole;

    public CommandSession(Surroundings surroundings, GlobalChoices choices)
    {
        Surroundings = surroundings;
        Texts = new(choices.Language);
        HasColour = IsColoured(choices.Colour, surroundings, surroundings.OutputIsTerminal);
        _console = new(() => Draw(surroundings.Text, surroundings.OutputIsTerminal, HasColour));
        _errorConsole = new(() => Draw(
            surroundings.Error, surroundings.ErrorIsTerminal, IsColoured(choices.Colour, surroundings, surroundings.ErrorIsTerminal)));
    }

    public Surroundings Surroundings { get; }

    public CommandTexts Texts { get; }

    /// <summary>What the command has to say. Plain text where colour is off.</summary>
    public IAnsiConsole Console => _console.Value;

    /// <summary>Complaints, notes and progress.</summary>
    public IAnsiConsole ErrorConsole => _errorConsole.Value;

    /// <summary>Whether <see cref="Console"/> shows colour; where it does not, marks in the text take its place.</summary>
    public bool HasColour { get; }

    /// <summary>Says a sentence on standard error, after the program's name.</summary>
    public void Complain(string sentence) => Surroundings.Error.WriteLine($"qa: {sentence}");

    private static bool IsColoured(ColourChoice choice, Surroundings surroundings, bool isTerminal) => choice switch
    {
        ColourChoice.Always => true,
        ColourChoice.Never => false,
        _ => isTerminal && surroundings.Variable("NO_COLOR") is null && surroundings.Variable("TERM") != "dumb",
    };

    private IAnsiConsole Draw(TextWriter writer, bool isTerminal, bool coloured)
    {
        var console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = coloured ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new TerminalOutput(writer, isTerminal, Surroundings.Width),

            // Whether it runs in a build service or not, the same text.
            Enrichment = new() { UseDefaultEnrichers = false },
        });
        if (!coloured)
            console.Pipeline.Attach(new WithoutStyles());
        return console;
    }
}
