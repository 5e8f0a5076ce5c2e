using System.Text.RegularExpressions;

namespace Qa.Portal.Platform.Jobs;

/// <summary>What a kind of job may be called.</summary>
internal static partial class JobKind
{
    /// <exception cref="ArgumentException">It is something else.</exception>
    public static string Checked(string kind) => kind.Length <= Job.MaximumKindLength && Form().IsMatch(kind)
        ? kind
        : throw new ArgumentException($"Found the kind of job '{kind}', expected one like 'calls.export'.", nameof(kind));

    [GeneratedRegex("^[a-z0-9-]+(\\.[a-z0-9-]+)+$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
