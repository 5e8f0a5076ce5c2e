using Dapper;

namespace Qa.Grains.Storage;

/// <summary>Conditions of a SELECT with their parameters, put together from what was asked for; what was not asked for limits nothing.</summary>
internal sealed class SqlFilter(params string[] always)
{
    private readonly List<string> _conditions = ["1 = 1", .. always];

    /// <summary>For the whole statement; more may be added.</summary>
    public DynamicParameters Parameters { get; } = new();

    /// <summary>What stands after WHERE.</summary>
    public string Where => string.Join(" AND ", _conditions);

    /// <param name="value">Null adds nothing.</param>
    public SqlFilter And(string condition, string name, object? value)
    {
        if (value is null)
            return this;
        _conditions.Add(condition);
        Parameters.Add(name, value);
        return this;
    }

    /// <param name="condition">Whose parameters, if any, are added apart.</param>
    public SqlFilter And(string condition)
    {
        _conditions.Add(condition);
        return this;
    }

    /// <summary>From one time on, and before another; each null for no limit.</summary>
    public SqlFilter AndPeriod(string column, DateTimeOffset? from, DateTimeOffset? to) =>
        And($"{column} >= @from", "from", from is { } first ? UtcTicks.Of(first) : null).And($"{column} < @to", "to", to is { } end ? UtcTicks.Of(end) : null);

    /// <summary>One of several values; an empty list adds nothing. Named one by one, which both databases read alike.</summary>
    public SqlFilter AndAny(string column, IReadOnlyCollection<string> values)
    {
        if (values.Count == 0)
            return this;
        var names = new List<string>();
        foreach (var value in values)
        {
            var name = Invariant($"any_{_conditions.Count}_{names.Count}");
            names.Add("@" + name);
            Parameters.Add(name, value);
        }

        _conditions.Add($"{column} IN ({string.Join(", ", names)})");
        return this;
    }
}
