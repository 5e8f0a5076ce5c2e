using Qa.Benchmarks.Matcher;

var quick = args.Contains("--quick");
if (!args.Contains("--hostile"))
    MatcherComparison.Run(Console.Out, quick);
HostileComparison.Run(Console.Out, quick);
return 0;
