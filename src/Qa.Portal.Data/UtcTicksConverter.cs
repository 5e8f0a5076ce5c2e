using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Qa.Portal.Data;

/// <summary>Times as the database keeps them; see <see cref="Grains.Storage.UtcTicks"/>.</summary>
public sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(static time => time.UtcTicks, static ticks => new(ticks, TimeSpan.Zero));
