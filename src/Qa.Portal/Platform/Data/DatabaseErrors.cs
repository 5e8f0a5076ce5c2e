using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Qa.Portal.Platform.Data;

/// <summary>What the two databases say alike in different words.</summary>
internal static class DatabaseErrors
{
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteUnique = 2067;

    /// <summary>Whether somebody else has changed, taken away or added one of the rows since they were read: nothing was saved.</summary>
    public static bool IsSomebodyFaster(this DbUpdateException exception) => exception is DbUpdateConcurrencyException || exception.IsDuplicateKey();

    /// <summary>Whether a row with this key is there already: somebody else was faster.</summary>
    public static bool IsDuplicateKey(this DbUpdateException exception) => exception.InnerException is
        SqliteException { SqliteExtendedErrorCode: SqlitePrimaryKey or SqliteUnique } or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}
