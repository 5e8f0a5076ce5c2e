using Qa.Portal.Ui.Lists;

namespace Qa.Portal.Tests.Ui.Lists;

public sealed class RowsByPlaceTests
{
    private const int PageSize = 2;
    private readonly List<long> _log = [1, 2, 3, 4, 5];
    private readonly RowsByPlace<long, long> _rows = new();

    [Fact]
    public async Task More_WhileTheLogGrows_GoesOnWhereTheRowsEnd()
    {
        (_rows.Rows, _rows.HasMore).Should().Be((null, false));
        await _rows.LoadAsync(ReadAsync);
        _rows.Rows.Should().Equal(5, 4);

        _log.Add(6);
        await _rows.MoreAsync(ReadAsync);
        _rows.Rows.Should().Equal(5, 4, 3, 2);
        await _rows.MoreAsync(ReadAsync);
        (_rows.Rows!.Count, _rows.HasMore).Should().Be((5, false));
        await _rows.MoreAsync(ReadAsync);
        _rows.Rows.Should().HaveCount(5, "there is nothing older");

        await _rows.LoadAsync(ReadAsync);
        _rows.Rows.Should().Equal(6, 5);
    }

    [Fact]
    public async Task Load_WhileAnEarlierOneIsSlow_ShowsWhatWasAskedForLast()
    {
        var slow = new TaskCompletionSource<(IReadOnlyList<long>, long?)>();
        var earlier = _rows.LoadAsync(_ => slow.Task);
        await _rows.LoadAsync(ReadAsync);

        slow.SetResult(([99], null));
        await earlier;

        (_rows.Rows!.Count, _rows.HasMore).Should().Be((2, true));
    }

    private Task<(IReadOnlyList<long> Rows, long? Next)> ReadAsync(long? before)
    {
        var found = _log.Where(each => before is null || each < before).OrderDescending().Take(PageSize + 1).ToList();
        return Task.FromResult<(IReadOnlyList<long>, long?)>(found.Count > PageSize ? ([.. found.Take(PageSize)], found[PageSize - 1]) : (found, null));
    }
}
