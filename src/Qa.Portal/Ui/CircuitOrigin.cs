using Microsoft.AspNetCore.Components.Server.Circuits;
using Qa.Grains.Auditing;

namespace Qa.Portal.Ui;

/// <summary>Lets whatever a person does on a page know from where the page is open, so that entries of the audit log say it.</summary>
internal sealed class CircuitOrigin(CurrentPerson person) : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        // The first activity of a circuit tells its origin only while it runs.
        if (person.Origin.Length == 0)
        {
            await next(context);
            return;
        }

        using (AuditOrigin.Use(person.Origin))
            await next(context);
    };
}
