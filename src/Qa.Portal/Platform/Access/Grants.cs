using System.Collections.Frozen;

namespace Qa.Portal.Platform.Access;

/// <summary>What somebody may do, and whose data each permission reaches: the widest of what the roles give.</summary>
internal sealed class Grants
{
    private readonly FrozenDictionary<string, DataScope> _scopes;

    /// <param name="given">May name a permission several times.</param>
    public Grants(IEnumerable<KeyValuePair<string, DataScope>> given) => _scopes = given
        .GroupBy(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal)
        .ToFrozenDictionary(static group => group.Key, static group => group.Max(), StringComparer.Ordinal);

    public bool Allow(string permission) => _scopes.ContainsKey(permission);

    /// <summary>What of it lies within something else that somebody may do.</summary>
    public Grants Within(Grants other) => new(_scopes.Where(pair => other.Allow(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, (DataScope)Math.Min((int)pair.Value, (int)other._scopes[pair.Key]))));

    /// <summary>Whose data the permission reaches; null where it is not given.</summary>
    public DataScope? ScopeOf(string permission) => _scopes.TryGetValue(permission, out var scope) ? scope : null;
}
