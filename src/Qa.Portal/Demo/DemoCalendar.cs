using System.Globalization;
using CsvHelper;
using Qa.Portal.Modules.Calendar;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Demo;

/// <summary>The special days of a demo, of <c>calendar.csv</c>, where the samples have one.</summary>
internal sealed class DemoCalendar(CalendarService calendar)
{
    public async Task TakeInAsync(string file, Actor actor, CancellationToken cancellation)
    {
        if (!File.Exists(file))
            return;
        using var reader = new StreamReader(file);
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var days = new List<CalendarDay>();
        while (csv.Read())
        {
            days.Add(new()
            {
                Date = DateOnly.ParseExact(csv.GetField("日期")!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                Kind = csv.GetField("类型") == "放假" ? DayKind.Holiday : DayKind.MakeUp, Name = csv.GetField("名称")!,
            });
        }

        await calendar.ImportAsync(days, actor, cancellation: cancellation);
    }
}
