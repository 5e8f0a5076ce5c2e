using Microsoft.EntityFrameworkCore;
using Qa.Grains.Storage;

namespace Qa.Portal.Data;

/// <summary>
/// What the portal's modules keep, in the installation's one database beside the grains' tables. A context is made for one piece of
/// work by its factory, and its entities are those that the modules describe.
/// </summary>
public sealed class PortalContext(DbContextOptions<PortalContext> options, PortalModel model, Database database) : DbContext(options)
{
    /// <summary>Saves all changes or none, in the turn of a writer.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else has changed one of the rows since it was read; nothing is saved.</exception>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        foreach (var entry in ChangeTracker.Entries<IVersioned>())
        {
            if (entry.State == EntityState.Modified)
                entry.Entity.Version++;
        }

        foreach (var entry in ChangeTracker.Entries<IWrittenOnce>())
        {
            if (entry.State == EntityState.Added)
                entry.Entity.Stamp(database.Run);
            else if (entry.State is EntityState.Modified or EntityState.Deleted)
                throw new InvalidOperationException($"{entry.Metadata.ShortName()} is written once: it is never changed or deleted.");
        }

        using var turn = await database.EnterWriterAsync(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Not offered: writers take turns, and nobody should hold a thread while waiting for one.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Use SaveChangesAsync.");

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite orders no times with an offset, PostgreSQL takes only UTC: both order ticks.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var part in model.Parts)
            part(modelBuilder);
        foreach (var property in modelBuilder.Model.GetEntityTypes().Where(static entity => !entity.IsMappedToJson()).SelectMany(static entity => entity.GetProperties()))
            property.SetColumnName(ColumnName.Of(property.Name));
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(static entity => typeof(IVersioned).IsAssignableFrom(entity.ClrType)))
            modelBuilder.Entity(entity.ClrType).Property(nameof(IVersioned.Version)).IsConcurrencyToken();
    }
}
