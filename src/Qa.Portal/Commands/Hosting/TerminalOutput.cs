using System.Text;
using Spectre.Console;

namespace Qa.Portal.Commands.Hosting;

/// <summary>Where Spectre.Console writes: a writer of ours instead of the process's console, with what we know of its far end.</summary>
internal sealed class TerminalOutput(TextWriter writer, bool isTerminal, int width) : IAnsiConsoleOutput
{
    // Only layouts that fill a screen ask for the height, and we have none.
    private const int AnyHeight = 50;

    public TextWriter Writer { get; } = writer;

    public bool IsTerminal { get; } = isTerminal;

    public int Width { get; } = width;

    public int Height => AnyHeight;

    public void SetEncoding(Encoding encoding)
    {
        // Always UTF-8, as the writer was made.
    }
}
