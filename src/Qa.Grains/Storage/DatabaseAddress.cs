using Npgsql;

namespace Qa.Grains.Storage;

/// <summary>How an operator names a database: <c>postgres://user:password@host:port/name?option=value</c>, or the path of a SQLite file.</summary>
public static class DatabaseAddress
{
    private const int DefaultPort = 5432;

    /// <exception cref="FormatException">The address is neither; the message does not repeat it, as it may hold a password.</exception>
    public static Database Open(string address)
    {
        if (address.StartsWith("postgres://", StringComparison.Ordinal) || address.StartsWith("postgresql://", StringComparison.Ordinal))
            return new PostgreSqlDatabase(ConnectionString(address));
        if (address.Contains("://", StringComparison.Ordinal))
            throw new FormatException("The database is neither an address that begins with postgres:// nor the path of a SQLite file.");
        return new SqliteDatabase(address);
    }

    private static string ConnectionString(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.AbsolutePath.Length < 2)
            throw new FormatException("Expected postgres://user:password@host:port/database.");
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.IsDefaultPort || uri.Port < 0 ? DefaultPort : uri.Port,
            Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]),
        };
        var user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
            settings.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length == 2)
            settings.Password = Uri.UnescapeDataString(user[1]);
        foreach (var option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = option.Split('=', 2);
            try
            {
                settings[Uri.UnescapeDataString(pair[0])] = pair.Length == 2 ? Uri.UnescapeDataString(pair[1]) : "true";
            }
            catch (Exception exception) when (exception is ArgumentException or KeyNotFoundException)
            {
                throw new FormatException($"The option '{pair[0]}' of the database's address is not known, or its value is not.", exception);
            }
        }

        return settings.ToString();
    }
}
