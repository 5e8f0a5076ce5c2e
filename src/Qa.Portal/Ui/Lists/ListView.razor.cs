using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Qa.Portal.Platform.Accounts;

namespace Qa.Portal.Ui.Lists;

public sealed partial class ListView<TRow> : IDisposable
{
    private readonly List<ListColumn<TRow>> _columns = [];
    private readonly CancellationTokenSource _closed = new();
    private HashSet<string>? _chosen;
    private ListRows<TRow>? _page;
    private bool _isLoading;
    private bool _failed;
    private int _load;

    /// <summary>Names the list in what is remembered of it.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter, EditorRequired]
    public Func<ListQuery, CancellationToken, Task<ListRows<TRow>>> Load { get; set; } = null!;

    /// <summary>What the search looks at; null where there is none.</summary>
    [Parameter]
    public string? SearchHint { get; set; }

    [Parameter]
    public RenderFragment? Filters { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment Columns { get; set; } = null!;

    [Parameter]
    public RenderFragment<TRow>? RowActions { get; set; }

    /// <summary>What is said where there is nothing yet.</summary>
    [Parameter]
    public RenderFragment? EmptyContent { get; set; }

    /// <summary>Where a sheet of the same rows is to be had.</summary>
    [Parameter]
    public Func<ListQuery, string>? ExportPath { get; set; }

    public ListQuery Query { get; private set; } = ListQuery.Default;

    ListQuery IList.Query => Query;

    [Inject]
    private NavigationManager Address { get; set; } = null!;

    [Inject]
    private IStringLocalizer<UiTexts> Texts { get; set; } = null!;

    [Inject]
    private Preferences Preferences { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private ILogger<ListView<TRow>> Log { get; set; } = null!;

    private IEnumerable<ListColumn<TRow>> Shown => _columns.Where(IsShown);

    private string PreferenceName => $"columns:{Name}";

    void IList.Show(ListQuery query) => Show(query);

    public void Show(ListQuery query) => Address.NavigateTo(new Uri(Address.Uri).AbsolutePath + query, replace: true);

    /// <summary>Loads the rows again, after something was changed.</summary>
    public async Task ReloadAsync()
    {
        var load = ++_load;
        (_isLoading, _failed) = (true, false);
        try
        {
            var page = await Load(Query, _closed.Token);
            if (load == _load)
                _page = page;
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or TimeoutException or IOException)
        {
            PageLog.ListFailed(Log, exception);
            _failed = load == _load;
        }

        _isLoading = load != _load;
        StateHasChanged();
    }

    public void Dispose()
    {
        Address.LocationChanged -= Moved;
        _closed.Cancel();
        _closed.Dispose();
    }

    internal void Add(ListColumn<TRow> column)
    {
        if (!_columns.Exists(each => each.Key == column.Key))
            _columns.Add(column);
    }

    protected override async Task OnInitializedAsync()
    {
        Query = ListQuery.Parse(new Uri(Address.Uri).Query);
        Address.LocationChanged += Moved;
        if (await Preferences.ReadAsync(await Person.ActorAsync(), PreferenceName) is { } chosen)
            _chosen = chosen.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        await ReloadAsync();
    }

    // Columns tell the list of themselves while it is drawn for the first time, which may have been with its rows already.
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            StateHasChanged();
    }

    private bool IsShown(ListColumn<TRow> column) => _chosen is null || !_columns.Exists(each => _chosen.Contains(each.Key)) ? !column.IsOptional : _chosen.Contains(column.Key);

    private async Task ToggleAsync(ListColumn<TRow> column)
    {
        var chosen = Shown.Select(static each => each.Key).ToHashSet(StringComparer.Ordinal);
        if (!chosen.Remove(column.Key))
            chosen.Add(column.Key);
        _chosen = chosen;
        await Preferences.WriteAsync(await Person.ActorAsync(), PreferenceName, string.Join(' ', chosen.Order(StringComparer.Ordinal)));
    }

    private string? SortOf(ListColumn<TRow> column) => !column.IsSortable ? null : Query.Sort != column.Key ? "none" : Query.IsDescending ? "descending" : "ascending";

    private string SortIcon(ListColumn<TRow> column) => Query.Sort != column.Key ? "unfold_more" : Query.IsDescending ? "arrow_downward" : "arrow_upward";

    private void Moved(object? sender, LocationChangedEventArgs change) => InvokeAsync(async () =>
    {
        var query = ListQuery.Parse(new Uri(Address.Uri).Query);
        if (query.ToString() == Query.ToString() || _closed.IsCancellationRequested)
            return;
        Query = query;
        StateHasChanged();
        await ReloadAsync();
    });
}
