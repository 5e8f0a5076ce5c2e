using Qa.Portal.Commands;
using Qa.Portal.Commands.Hosting;

using var surroundings = Surroundings.OfProcess();
return await QaCommandLine.RunAsync(args, surroundings);
