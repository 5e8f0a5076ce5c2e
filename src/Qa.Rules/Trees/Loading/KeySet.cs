namespace Qa.Rules.Trees.Loading;

/// <summary>The keys that a kind of mapping may have, in the order in which messages list them. At most 64.</summary>
internal sealed class KeySet(params string[] keys)
{
    private readonly string _listing = Phrasing.OneOf(keys);

    public IReadOnlyList<string> Keys => keys;

    /// <summary><c>a mapping with id, name or children</c>.</summary>
    public string Mapping { get; } = $"a mapping with {Phrasing.OneOf(keys)}";

    public int IndexOf(string key) => Array.IndexOf(keys, key);

    public string Expected(string unknown) => $"one of {_listing}{Phrasing.Suggestion(unknown, keys)}";
}
