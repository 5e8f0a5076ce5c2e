using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace Qa.Portal.Commands.Hosting;

/// <summary>What is wrong with a command line, in the words of the chosen language.</summary>
internal static partial class UsageErrors
{
    public static IEnumerable<string> Of(ParseResult parsed, CommandTexts texts) =>
        parsed.Errors.Count > 0 ? parsed.Errors.Select(error => Worded(error, texts)) : MistypedOptions(parsed, texts);

    // The parser takes any word as one more file where a command takes several, a mistyped option too. After -- all are files.
    private static IEnumerable<string> MistypedOptions(ParseResult parsed, CommandTexts texts)
    {
        var afterDashes = parsed.Tokens.SkipWhile(static token => token.Type != TokenType.DoubleDash).ToHashSet(ReferenceEqualityComparer.Instance);
        var words = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(static argument => argument.Tokens);
        return words.Where(word => word.Value is ['-', _, ..] && !afterDashes.Contains(word)).Select(word => texts.Format("usage.noSuchOption", word.Value));
    }

    // The parser brings texts in Chinese along, but not all of them, and with two kinds of quotation marks at once.
    private static string Worded(ParseError error, CommandTexts texts)
    {
        var required = RequiredOption().Match(error.Message);
        return required.Success
            ? texts.Format("usage.required", required.Groups["option"].Value)
            : error.Message.Replace("“'", "“", StringComparison.Ordinal).Replace("'”", "”", StringComparison.Ordinal);
    }

    [GeneratedRegex("^Option '(?<option>[^']+)' is required\\.$", RegexOptions.CultureInvariant)]
    private static partial Regex RequiredOption();
}
