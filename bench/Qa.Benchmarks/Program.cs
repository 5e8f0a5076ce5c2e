using Qa.Benchmarks.Matcher;

var quick = args.Contains("--quick");
if (args.Contains("--probe"))
{
    var v = new ServiceVocabulary(1);
    var g = new BenchText(v.Text(1_000_000));
    var d = new BenchText(MatcherComparison.ReadDialogues(1_000_000)!);
    foreach (var n in new[] { 1000, 10000, 20000 }) { var ph = v.Phrases(n); Probe.Run(ph, g, "gen"); Probe.Run(ph, d, "cwz"); }
    Probe.Run(v.EverydayWordings(10000), g, "dense");
    return 0;
}
if (args.Contains("--hostile"))
{
    HostileComparison.Run(Console.Out, quick);
    return 0;
}

MatcherComparison.Run(Console.Out, quick);
return 0;
