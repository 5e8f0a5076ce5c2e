using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qa.Portal.Modules.Calendar.Pages;
using Qa.Portal.Platform.Modules;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Modules.Calendar;

/// <summary>The centre's calendar (工作日历): holidays, make-up days, working hours.</summary>
internal sealed class CalendarModule : IModule
{
    public string Id => "calendar";

    public IReadOnlyList<string> Permissions => ["calendar.read", "calendar.edit", "calendar.export"];

    public IReadOnlyList<MenuEntry> Menu => [new(MenuGroup.System, "/calendar", typeof(CalendarTexts), "calendar.title", "calendar_month", "calendar.read")];

    public IReadOnlyList<HomePanel> HomePanels => [new(90, typeof(TodayPanel), "calendar.read")];

    public void AddServices(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<CalendarService>(provider, settings.Recordings.Zone));
        services.AddSingleton<IBusinessCalendar>(static provider => provider.GetRequiredService<CalendarService>());
    }

    public void DescribeModel(ModelBuilder model)
    {
        var day = model.Entity<CalendarDay>().ToTable("calendar_day");
        day.HasKey(static each => each.Date);
        day.Property(static each => each.Name).HasMaxLength(CalendarDay.MaximumNameLength);
        var hours = model.Entity<WeekdayHours>().ToTable("calendar_hours");
        hours.HasKey(static each => each.Weekday);
        hours.Property(static each => each.Weekday).ValueGeneratedNever();
        hours.Ignore(static each => each.Hours);
    }

    public void MapEndpoints(IEndpointRouteBuilder api) => CalendarEndpoints.Map(api);
}
