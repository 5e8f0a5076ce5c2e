using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Qa.Grains.Storage;

namespace Qa.Portal.Data;

/// <summary>Gives connections of the context the settings that all connections of the installation have.</summary>
internal sealed class PreparedConnections(Database database) : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => database.Prepare(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        database.Prepare(connection);
        return Task.CompletedTask;
    }
}
