namespace Qa.Rules.Trees.Loading;

/// <summary>Reads a mapping whose keys are names of the author's choice (<c>let</c>, <c>lexicons</c>).</summary>
internal static class NamedEntries
{
    /// <summary>The entries with a name of their own; empty, overlong and repeated names are reported and left out.</summary>
    public static List<DocumentEntry> Read(LoadContext context, DocumentNode node, string key, string what)
    {
        var entries = new List<DocumentEntry>();
        if (context.ReportProblem(node, key))
            return entries;
        if (node is not DocumentMapping mapping)
        {
            context.ReportValue(node, key, $"a mapping of names to {what}");
            return entries;
        }

        if (mapping.Entries.Length > TreeLimits.Names)
        {
            context.Report(mapping.Position, key, $"{mapping.Entries.Length} names", $"at most {TreeLimits.Names}");
            return entries;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in mapping.Entries)
        {
            if (string.IsNullOrWhiteSpace(entry.Key))
                context.Report(entry.KeyPosition, key, "a blank name", "a name that can be seen");
            else if (entry.Key.Length > TreeLimits.NameLength)
                context.Report(entry.KeyPosition, key, FormattableString.Invariant($"a name of {entry.Key.Length} characters"), $"at most {TreeLimits.NameLength}");
            else if (!names.Add(entry.Key))
                context.Report(entry.KeyPosition, entry.Key, "a key given twice", "it once");
            else
                entries.Add(entry);
        }

        return entries;
    }
}
