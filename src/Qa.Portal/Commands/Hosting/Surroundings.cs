using System.Text;

namespace Qa.Portal.Commands.Hosting;

/// <summary>
/// What a command may touch of the process it runs in, apart from files: its three streams, what they lead to, and the
/// environment. Commands get it handed in, so tests run them inside their own process.
/// </summary>
internal sealed class Surroundings : IDisposable
{
    /// <summary>Columns of a text that does not go to a terminal.</summary>
    public const int PlainWidth = 110;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <param name="input">Where a command reads when <c>-</c> stands for a file.</param>
    /// <param name="output">Results: bytes, and text through <see cref="Text"/>.</param>
    /// <param name="error">Complaints and progress.</param>
    public Surroundings(Stream input, Stream output, Stream error, Func<string, string?> variable)
    {
        (Input, Output, Variable) = (input, output, variable);
        Text = new StreamWriter(output, Utf8, bufferSize: 16 * 1024) { NewLine = "\n" };
        Error = TextWriter.Synchronized(new StreamWriter(error, Utf8) { AutoFlush = true, NewLine = "\n" });
    }

    public Stream Input { get; }

    public Stream Output { get; }

    /// <summary>Text that goes to <see cref="Output"/>, flushed when the command ends.</summary>
    public TextWriter Text { get; }

    public TextWriter Error { get; }

    /// <summary>An environment variable; null when it is not set or empty.</summary>
    public Func<string, string?> Variable { get; }

    public bool OutputIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    public int Width { get; init; } = PlainWidth;

    public static Surroundings OfProcess()
    {
        var outputIsTerminal = !Console.IsOutputRedirected;
        return new(
            Console.OpenStandardInput(),
            StandardOutput.Open(),
            Console.OpenStandardError(),
            static name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null)
        {
            OutputIsTerminal = outputIsTerminal,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Width = outputIsTerminal ? TerminalWidth() : PlainWidth,
        };
    }

    public void Dispose()
    {
        Output.Dispose();
        Input.Dispose();
    }

    private static int TerminalWidth()
    {
        const int narrowest = 40;
        const int usual = 80;
        try
        {
            // Some terminals do not tell their size, and say 0.
            return Console.WindowWidth is > 0 and var width ? Math.Max(width, narrowest) : usual;
        }
        catch (IOException)
        {
            return usual;
        }
    }
}
