using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;

namespace Qa.Rules.Tests.Fuzzing;

/// <summary>
/// Runs a target over many made inputs on a thread with little stack, watches time and memory of each, and says of every input
/// that is not answered as it should be by which counter it can be made again.
/// </summary>
internal sealed class FuzzPass(IFuzzTarget target, int count)
{
    /// <summary>Far above what the slowest good input takes on a busy machine: beyond it an input counts as hanging.</summary>
    public static readonly TimeSpan LongestInput = TimeSpan.FromSeconds(15);

    /// <summary>Bytes that an input may make us allocate, and as many more for each of its own bytes.</summary>
    public const long MostAllocated = 256L * 1024 * 1024;
    public const long MostAllocatedPerByte = 2_000;

    private const int StackBytes = 1024 * 1024;
    private const int MostFindings = 20;
    private const int LongestShownInput = 3_000;

    private readonly List<string> _findings = [];
    private readonly Dictionary<string, int> _answers = new(StringComparer.Ordinal);
    private long _current = -1;
    private long _startedAt;
    private (TimeSpan Time, long Counter) _slowest;
    private (long Bytes, long Counter) _largest;
    private ExceptionDispatchInfo? _failure;

    /// <summary>What was found; empty when every input was answered as it should be.</summary>
    public IReadOnlyList<string> Findings => _findings;

    /// <summary>One line for the record.</summary>
    public string Summary { get; private set; } = "";

    public void Run()
    {
        target.WarmUp();
        var started = Stopwatch.GetTimestamp();
        var worker = new Thread(Work, StackBytes) { IsBackground = true, Name = "fuzz " + target.Name };
        worker.Start();
        while (!worker.Join(TimeSpan.FromMilliseconds(200)))
        {
            var current = Volatile.Read(ref _current);
            if (current < 0 || Stopwatch.GetElapsedTime(Volatile.Read(ref _startedAt)) < LongestInput || Volatile.Read(ref _current) != current)
                continue;
            lock (_findings)
                _findings.Add($"hangs: {Describe(current)}");
            break;
        }

        _failure?.Throw();
        Summary = string.Create(CultureInfo.InvariantCulture,
            $"{target.Name}: {count} inputs in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s; {string.Join(", ", _answers.OrderByDescending(a => a.Value).Select(a => $"{a.Value} {a.Key}"))}; slowest {_slowest.Time.TotalMilliseconds:0} ms (#{_slowest.Counter}), most allocated {_largest.Bytes / 1048576.0:0.0} MiB (#{_largest.Counter})");
    }

    private void Work()
    {
        try
        {
            for (var counter = 0L; counter < count && _findings.Count < MostFindings; counter++)
                Try(counter);
        }
        catch (Exception exception)
        {
            // Of the pass itself, such as making an input; the thread must not take the process with it.
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
        finally
        {
            Volatile.Write(ref _current, -1);
        }
    }

    private void Try(long counter)
    {
        var random = new FuzzRandom(target.Seed, counter);
        var input = target.Make(random);
        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        Volatile.Write(ref _startedAt, started);
        Volatile.Write(ref _current, counter);
        string? problem = null;
        try
        {
            var answer = target.Answer(input, random);
            _answers[answer] = _answers.GetValueOrDefault(answer) + 1;
        }
        catch (Exception exception)
        {
            problem = exception is FuzzFindingException ? exception.Message : exception.ToString();
        }

        Volatile.Write(ref _current, -1);
        var time = Stopwatch.GetElapsedTime(started);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        if (time > _slowest.Time)
            _slowest = (time, counter);
        if (allocated > _largest.Bytes)
            _largest = (allocated, counter);
        if (allocated > MostAllocated + input.LongLength * MostAllocatedPerByte)
            problem ??= $"allocates {allocated} bytes";
        if (problem is not null)
        {
            lock (_findings)
                _findings.Add($"{problem}\n  {Describe(counter)}");
        }
    }

    private string Describe(long counter)
    {
        var input = target.Make(new FuzzRandom(target.Seed, counter));
        var text = new StringBuilder($"{target.Name} #{counter} ({input.Length} bytes): ");
        foreach (var c in Encoding.UTF8.GetString(input.AsSpan(0, Math.Min(input.Length, LongestShownInput))))
            text.Append(char.IsControl(c) || char.IsSurrogate(c) ? $"\\u{(int)c:x4}" : c);
        return text.ToString();
    }
}
