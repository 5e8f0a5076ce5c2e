using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using Qa.Benchmarks;
using Qa.Benchmarks.Grains;
using Qa.Benchmarks.Measuring;
using Qa.Benchmarks.Portal;
using Qa.Benchmarks.Recordings;
using Qa.Benchmarks.Rules;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Contains("--help") || args.Contains("-h"))
{
    Console.WriteLine("""
        ./bench [--quick] [--sqlite|--postgresql] [PART…]
          --quick   a first look in about a minute; its spread is wide
          --sqlite, --postgresql
                    part 11 on this database alone
          PART      1 rules engine, 2 matcher, 3 growth, 4 hostile, 5 publishing, 6 throughput, 7 visibility, 8 impact, 10 recordings: the
                    numbers; all of these by default. Asked for by their numbers alone: 9 a million interactions, 11 pages of a centre of
                    2,000 people over a million interactions, 12 circuits
        Exits 1 when a goal is not met. The figures are written to artifacts/bench.json, those of parts 6 to 9 to artifacts/bench-hosted.json.
        """);
    return 0;
}

// Each takes a quarter of an hour and more.
string[] onRequest = ["9", "11", "12"];
var quick = args.Contains("--quick");
var onlyOn = args.Contains("--sqlite") ? "SQLite" : args.Contains("--postgresql") ? "PostgreSQL" : null;
var slice = TimeSpan.FromMilliseconds(quick ? 20 : 100);
var rounds = quick ? 5 : 15;
(string Part, Func<Report, Task> Run)[] parts =
[
    ("1", Now(report => RulesEngineComparison.Run(report, slice, rounds))),
    ("2", Now(report => PhraseMatching.Run(report, quick))),
    ("3", Now(report => GrowthComparison.Run(report, slice, rounds))),
    ("4", Now(report => HostileComparison.Run(report, slice, rounds))),
    ("5", Now(report => PublishingComparison.Run(report, slice, rounds))),
    ("6", report => ThroughputComparison.RunAsync(report, quick)),
    ("7", report => VisibilityComparison.RunAsync(report, quick)),
    ("8", report => ImpactMeasurement.RunAsync(report, quick)),
    ("10", Now(report => RecordingComparison.Run(report, quick))),
    ("9", report => StoreGrowth.RunAsync(report, quick)),
    ("11", report => PageSpeed.RunAsync(report, quick, onlyOn)),
    ("12", report => CircuitCost.RunAsync(report, quick)),
];
var chosen = args.Where(argument => !argument.StartsWith('-')).ToArray();
if (chosen.FirstOrDefault(name => !parts.Any(part => part.Part == name)) is { } unknown)
{
    Console.Error.WriteLine($"found part '{unknown}', expected one of {string.Join(", ", parts.Select(part => part.Part))}");
    return 2;
}

var machine = $"{Environment.ProcessorCount} cores, {(Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : "no AVX2")}, .NET {Environment.Version}, {DateTime.UtcNow:yyyy-MM-dd}";
Console.WriteLine(machine);
var report = new Report(Console.Out);
foreach (var (part, run) in parts)
{
    if (chosen.Length == 0 ? !onRequest.Contains(part) : chosen.Contains(part))
        await run(report);
}

var folder = Path.Combine(Repository.Root, "artifacts");
Directory.CreateDirectory(folder);
File.WriteAllText(
    Path.Combine(folder, chosen.Any(part => part is "6" or "7" or "8" || onRequest.Contains(part)) ? "bench-hosted.json" : "bench.json"),
    report.ToJson(machine).ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
return report.AllGoalsMet ? 0 : 1;

static Func<Report, Task> Now(Action<Report> run) => report =>
{
    run(report);
    return Task.CompletedTask;
};
