using System.CommandLine;

namespace Qa.Portal.Commands;

/// <summary>Arguments and options that mean the same in several commands.</summary>
internal static class CommonSymbols
{
    public static Option<string> TreeOption(CommandTexts texts) =>
        new("--tree", "-t") { Description = texts["symbol.tree"], HelpName = "FILE", Required = true };

    public static Argument<string[]> InputsArgument(CommandTexts texts) =>
        new("IN.jsonl") { Description = texts["symbol.inputs"], Arity = ArgumentArity.OneOrMore };
}
