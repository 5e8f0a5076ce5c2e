using System.Globalization;
using System.Text;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Qa.Rules.Versions;

namespace Qa.Portal.Commands.Operations.Moving;

/// <summary>A value on its way: as SQLite keeps it, as PostgreSQL takes it, and as it gives it back; the last two are equal where nothing was lost.</summary>
internal static class MovedValue
{
    /// <exception cref="FormatException">It is nothing that the column can hold; the message does not repeat it.</exception>
    public static object? FromFile(object value, MovedColumn column)
    {
        try
        {
            return value is DBNull ? null : column.Type switch
            {
                NpgsqlDbType.Bigint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
                NpgsqlDbType.Integer => Convert.ToInt32(value, CultureInfo.InvariantCulture),
                NpgsqlDbType.Boolean => Convert.ToInt64(value, CultureInfo.InvariantCulture) != 0,
                NpgsqlDbType.Bytea => (byte[])value,
                NpgsqlDbType.Double => Convert.ToDouble(value, CultureInfo.InvariantCulture),
                NpgsqlDbType.Numeric => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
                NpgsqlDbType.Uuid => Guid.Parse((string)value),
                NpgsqlDbType.Date => DateOnly.Parse((string)value, CultureInfo.InvariantCulture),
                NpgsqlDbType.Timestamp => DateTime.SpecifyKind(TimeOf(value, column), DateTimeKind.Unspecified),
                NpgsqlDbType.TimestampTz => TimeOf(value, column),
                NpgsqlDbType.Jsonb => Canonical((string)value),
                _ => (string)value,
            };
        }
        catch (Exception exception) when (exception is InvalidCastException or FormatException or OverflowException or JsonException or ArgumentException)
        {
            throw new FormatException($"column {column.Name}: found a {value.GetType().Name} that is no {column.Type}", exception);
        }
    }

    public static object? FromServer(NpgsqlDataReader reader, int index, MovedColumn column) => reader.IsDBNull(index) ? null : column.Type switch
    {
        NpgsqlDbType.Bigint => reader.GetInt64(index),
        NpgsqlDbType.Integer => reader.GetInt32(index),
        NpgsqlDbType.Boolean => reader.GetBoolean(index),
        NpgsqlDbType.Bytea => reader.GetFieldValue<byte[]>(index),
        NpgsqlDbType.Double => reader.GetDouble(index),
        NpgsqlDbType.Numeric => reader.GetDecimal(index),
        NpgsqlDbType.Uuid => reader.GetGuid(index),
        NpgsqlDbType.Date => reader.GetFieldValue<DateOnly>(index),
        NpgsqlDbType.Timestamp or NpgsqlDbType.TimestampTz => reader.GetDateTime(index),
        NpgsqlDbType.Jsonb => Canonical(reader.GetString(index)),
        _ => reader.GetString(index),
    };

    // PostgreSQL keeps documents in an order of its own.
    private static string Canonical(string json) => Encoding.UTF8.GetString(CanonicalJson.OfText(Encoding.UTF8.GetBytes(json)));

    // SQLite has no type of time: Orleans' are text in UTC. They are cut to what the column keeps, as PostgreSQL would round them.
    private static DateTime TimeOf(object value, MovedColumn column)
    {
        var time = DateTime.Parse((string)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        var unit = TimeSpan.TicksPerSecond / (long)Math.Pow(10, column.FractionDigits);
        return new(time.Ticks - time.Ticks % unit, DateTimeKind.Utc);
    }
}
