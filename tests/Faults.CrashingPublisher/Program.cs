using System.Diagnostics;
using Qa.Grains.Publication.Log;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Publication;
using Qa.Rules.Versions;

// Publishes on a database and is killed after one of the steps: CrashingPublisher DATABASE MODE STEP
var (address, mode, last) = (args[0], Enum.Parse<PublicationMode>(args[1]), Enum.Parse<PublicationStep>(args[2]));
await using var database = DatabaseAddress.Open(address);
var order = await TestPublications.NextAsync(database, mode);
var publisher = new Publisher(database, TimeProvider.System, Crash);
if (mode == PublicationMode.Cold)
{
    await database.WriteAsync(session => publisher.AppendColdAsync(session, [order]));
    await Crash(PublicationStep.Committed);
}
else
{
    await publisher.PublishAsync(order);
}

return 1;

Task Crash(PublicationStep step)
{
    // As kill -9: no handler runs, nothing is given back.
    if (step == last)
        Process.GetCurrentProcess().Kill();
    return step == last ? Task.Delay(Timeout.Infinite) : Task.CompletedTask;
}
