using Qa.Benchmarks.Matcher;

var quick = args.Contains("--quick");
MatcherComparison.Run(Console.Out, quick);
HostileComparison.Run(Console.Out, quick);
return 0;
