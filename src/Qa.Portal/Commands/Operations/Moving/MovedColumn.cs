using NpgsqlTypes;

namespace Qa.Portal.Commands.Operations.Moving;

/// <summary>A column of a table that is moved, as PostgreSQL has it.</summary>
/// <param name="FractionDigits">Of the seconds of a time; what is finer is not kept.</param>
internal sealed record MovedColumn(string Name, NpgsqlDbType Type, int FractionDigits, bool IsNumbered);
