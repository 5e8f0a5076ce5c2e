using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using Qa.Benchmarks;
using Qa.Benchmarks.Measuring;
using Qa.Benchmarks.Recordings;
using Qa.Benchmarks.Rules;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Contains("--help") || args.Contains("-h"))
{
    Console.WriteLine("""
        ./bench [--quick] [PART…]
          --quick   a first look in about a minute; its spread is wide
          PART      1 rules engine, 2 matcher, 3 growth, 4 hostile, 5 publishing, 6 recordings: the numbers; all by default
        Exits 1 when a goal is not met. The figures are written to artifacts/bench.json.
        """);
    return 0;
}

var quick = args.Contains("--quick");
var slice = TimeSpan.FromMilliseconds(quick ? 20 : 100);
var rounds = quick ? 5 : 15;
(string Part, Action<Report> Run)[] parts =
[
    ("1", report => RulesEngineComparison.Run(report, slice, rounds)),
    ("2", report => PhraseMatching.Run(report, quick)),
    ("3", report => GrowthComparison.Run(report, slice, rounds)),
    ("4", report => HostileComparison.Run(report, slice, rounds)),
    ("5", report => PublishingComparison.Run(report, slice, rounds)),
    ("6", report => RecordingComparison.Run(report, quick)),
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
    if (chosen.Length == 0 || chosen.Contains(part))
        run(report);
}

var folder = Path.Combine(Repository.Root, "artifacts");
Directory.CreateDirectory(folder);
File.WriteAllText(
    Path.Combine(folder, "bench.json"),
    report.ToJson(machine).ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
return report.AllGoalsMet ? 0 : 1;
