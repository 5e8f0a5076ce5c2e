using System.Text;

namespace Qa.Rules.Workflows;

/// <summary>Makes ids of names, as norm-tree.md §3 wants them, and each only once among its siblings.</summary>
internal sealed class NodeIds
{
    private const int MaximumLength = 63;

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    // Where the search for a free number goes on, so that 2,000 rules of one name are not searched through 2,000 times.
    private readonly Dictionary<string, int> _nextNumber = new(StringComparer.Ordinal);

    /// <summary>Whether a text is an id as it stands.</summary>
    public static bool IsId(string text) =>
        text.Length is > 0 and <= MaximumLength
        && text[0] != '-'
        && text.All(static unit => char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit) || unit == '-');

    /// <summary>The letters and digits of a name with a hyphen between their runs; <paramref name="otherwise"/> when it has none.</summary>
    public static string IdOf(string name, string otherwise)
    {
        var id = new StringBuilder();
        foreach (var unit in name)
        {
            if (id.Length == MaximumLength)
                break;
            if (char.IsAsciiLetterOrDigit(unit))
                id.Append(char.IsAsciiLetterUpper(unit) ? (char)(unit | ' ') : unit);
            else if (id.Length > 0 && id[^1] != '-')
                id.Append('-');
        }

        var trimmed = id.ToString().TrimEnd('-');
        return trimmed.Length == 0 ? otherwise : trimmed;
    }

    /// <summary>The id of a set, which begins with a letter.</summary>
    public static string RuleSetOf(string name)
    {
        var id = IdOf(name, "imported");
        if (!char.IsAsciiLetterLower(id[0]))
            id = "set-" + id;
        return id.Length > MaximumLength ? id[..MaximumLength].TrimEnd('-') : id;
    }

    /// <summary>The id itself, or with the first number that makes it new.</summary>
    public string Take(string id)
    {
        var candidate = id;
        var number = _nextNumber.GetValueOrDefault(id, 2);
        while (!_taken.Add(candidate))
        {
            var suffix = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"-{number++}");
            candidate = string.Concat(id.AsSpan(0, Math.Min(id.Length, MaximumLength - suffix.Length)), suffix);
        }

        _nextNumber[id] = number;
        return candidate;
    }
}
