using System.Diagnostics;
using System.Text;

namespace Qa.Portal.Tests;

/// <summary>The program as a process of its own, which can be killed and takes its environment at its start.</summary>
internal sealed class QaProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;

    private QaProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    public static QaProcess Start(string[] arguments, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "qa.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Runs to the end, which must be a good one.</summary>
    public static async Task<byte[]> OutputOf(string[] arguments, params (string Name, string Value)[] environment)
    {
        await using var process = Start(arguments, environment);
        using var output = new MemoryStream();
        await process._process.StandardOutput.BaseStream.CopyToAsync(output);
        await process._process.WaitForExitAsync();
        process._process.ExitCode.Should().Be(0, await process._error + Encoding.UTF8.GetString(output.ToArray()));
        return output.ToArray();
    }

    /// <summary>The first line of its output that has a text in it.</summary>
    public async Task<string> LineWithAsync(string text)
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException($"It ended without saying '{text}': {await _error}");
    }

    /// <summary>Lets it stand still, or go on (<c>kill -STOP</c>, <c>kill -CONT</c>).</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>As <c>kill -9</c>: nothing of it is finished.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }
}
