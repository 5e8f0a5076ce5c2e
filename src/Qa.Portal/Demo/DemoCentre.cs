using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qa.Grains.Publication.Versions;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Demo;

/// <summary>Makes a believable centre of an empty one: its people, an account for each role, and weeks of work, really scored.</summary>
internal sealed partial class DemoCentre(
    DemoSettings settings, DemoAccounts accounts, DemoPeople people, DemoCalendar calendar, DemoInteractions interactions, VersionCatalogue sets, PermissionTable permissions, TimeProvider time, ILogger<DemoCentre> logger)
    : BackgroundService
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(500);

    // Those of rulesets/: what comes before they are published is scored by fewer.
    private const int SetsAwaited = 3;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var centre = settings.Samples is { } folder ? DemoPerson.Read(Path.Combine(folder, "people.csv")) : [];
            if (!File.Exists(settings.Accounts))
            {
                var everything = new Actor("demo", null, null, new(permissions.All.Select(static permission => KeyValuePair.Create(permission, DataScope.All))), "");
                if (centre.Count > 0)
                {
                    await people.TakeInAsync(centre, everything, stoppingToken);
                    await calendar.TakeInAsync(Path.Combine(settings.Samples!, "calendar.csv"), everything, stoppingToken);
                }

                await accounts.OpenAsync(settings.Accounts, everything, stoppingToken);
            }

            if (settings.Samples is { } samples)
            {
                while ((await sets.ListSetsAsync()).Count(static set => set.IsOnline) < SetsAwaited)
                    await Task.Delay(LookPeriod, time, stoppingToken);
                await interactions.SendAsync(samples, centre, stoppingToken);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            // The server is of use without it; that it is missing is seen at once.
            LogNotMade(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The demo could not be made")]
    private partial void LogNotMade(Exception exception);
}
