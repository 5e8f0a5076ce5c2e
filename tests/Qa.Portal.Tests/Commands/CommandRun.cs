using System.Text;
using Qa.Portal.Commands;
using Qa.Portal.Commands.Hosting;

namespace Qa.Portal.Tests.Commands;

/// <summary>A run of the program inside the test's process, with everything that it said.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static Task<CommandRun> Of(params string[] args) => WithInput("", args);

    public static Task<CommandRun> WithInput(string input, params string[] args) => WithInput(Encoding.UTF8.GetBytes(input), args);

    public static async Task<CommandRun> WithInput(byte[] input, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var exitCode = await Run(new MemoryStream(input), output, error, args);
        return new(exitCode, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }

    public static Task<int> Run(Stream input, Stream output, Stream error, string[] args, CancellationToken cancellation = default) =>
        QaCommandLine.RunAsync(args, new Surroundings(input, output, error, static _ => null), cancellation);
}
