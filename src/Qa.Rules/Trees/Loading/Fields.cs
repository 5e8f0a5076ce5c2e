namespace Qa.Rules.Trees.Loading;

/// <summary>
/// The keys and values of one mapping that is being read. Opening it reports unknown keys and keys given twice (the
/// first one counts); a missing key is reported when it is asked for, unless there is an unknown key, which is then
/// most likely the missing one, misspelt.
/// </summary>
internal sealed class Fields
{
    private readonly LoadContext _context;
    private readonly DocumentMapping _mapping;
    private readonly bool _hasUnknownKey;

    private Fields(LoadContext context, DocumentMapping mapping, KeySet keys)
    {
        (_context, _mapping) = (context, mapping);
        ulong seen = 0;
        foreach (var entry in mapping.Entries)
        {
            if (context.IsFull)
                break;
            var index = keys.IndexOf(entry.Key);
            if (index < 0)
            {
                _hasUnknownKey = true;
                context.Report(entry.KeyPosition, entry.Key, Phrasing.Quote(entry.Key), keys.Expected(entry.Key));
            }
            else if ((seen & (1UL << index)) != 0)
            {
                context.Report(entry.KeyPosition, entry.Key, "a key given twice", "it once");
            }
            else
            {
                seen |= 1UL << index;
            }
        }
    }

    public SourcePosition Position => _mapping.Position;

    /// <summary>Whether a complaint about missing keys would likely repeat one about an unknown key.</summary>
    public bool HasUnknownKey => _hasUnknownKey;

    public DocumentNode? this[string key] => _mapping[key];

    /// <summary>Null, and reported, when the value is not a mapping.</summary>
    public static Fields? Open(LoadContext context, DocumentNode node, string key, KeySet keys)
    {
        if (context.ReportProblem(node, key))
            return null;
        if (node is DocumentMapping mapping)
            return new(context, mapping, keys);
        context.ReportValue(node, key, keys.Mapping);
        return null;
    }

    public bool Has(string key) => _mapping[key] is not null;

    /// <summary>Reports the key when it is missing.</summary>
    public DocumentNode? Required(string key)
    {
        var value = _mapping[key];
        if (value is null && !_hasUnknownKey)
            _context.Report(Position, key, "no such key", $"the key '{key}'");
        return value;
    }

    /// <summary>The only one of some keys that is there; null, and reported at the mapping under the key that holds it, when there are more or none.</summary>
    public string? ExactlyOne(string holder, params ReadOnlySpan<string> keys)
    {
        var present = new List<string>();
        foreach (var key in keys)
        {
            if (Has(key))
                present.Add(key);
        }

        if (present.Count == 1)
            return present[0];
        if (present.Count > 1 || !_hasUnknownKey)
            _context.Report(Position, holder, present.Count == 0 ? "none" : string.Join(" and ", present), $"exactly one of {string.Join(", ", keys)}");
        return null;
    }

    /// <summary>Where a key of the mapping stands.</summary>
    public SourcePosition KeyPosition(string key)
    {
        foreach (var entry in _mapping.Entries)
        {
            if (string.Equals(entry.Key, key, StringComparison.Ordinal))
                return entry.KeyPosition;
        }

        return Position;
    }
}
