namespace Qa.Portal.Ui.Lists;

/// <summary>
/// Rows of a list that grows at its head and is never counted: the newest, and on demand those before the place where these end, so that
/// what is added meanwhile moves nothing. Of several loads at once the last one asked for is shown.
/// </summary>
internal sealed class RowsByPlace<TRow, TPlace>
    where TPlace : struct
{
    private List<TRow>? _rows;
    private TPlace? _next;
    private int _load;

    /// <summary>Null until the first ones are there.</summary>
    public IReadOnlyList<TRow>? Rows => _rows;

    /// <summary>Whether there are older ones.</summary>
    public bool HasMore => _next is not null;

    /// <summary>Reads the newest rows.</summary>
    /// <param name="read">The rows before a place, or the newest for null; with the place where to go on, null at the end.</param>
    public async Task LoadAsync(Func<TPlace?, Task<(IReadOnlyList<TRow> Rows, TPlace? Next)>> read)
    {
        var load = ++_load;
        var (rows, next) = await read(null);
        if (load == _load)
            (_rows, _next) = ([.. rows], next);
    }

    /// <summary>Reads the next older rows.</summary>
    /// <param name="read">As of <see cref="LoadAsync"/>.</param>
    public async Task MoreAsync(Func<TPlace?, Task<(IReadOnlyList<TRow> Rows, TPlace? Next)>> read)
    {
        if (_rows is null || _next is not { } place)
            return;
        var load = ++_load;
        var (rows, next) = await read(place);
        if (load != _load)
            return;
        _rows.AddRange(rows);
        _next = next;
    }
}
