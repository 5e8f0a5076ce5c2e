using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Platform.Accounts;

namespace Qa.Portal.Modules.People.Persons;

/// <summary>
/// Which account is which person's. The account says it, by its 工号, and nothing else does: what somebody may see goes by it, so it is
/// changed by those alone who may change accounts.
/// </summary>
internal static class AccountsOfPeople
{
    // Parameters of one statement.
    private const int NumbersAtOnce = 500;

    /// <returns>Names of accounts by 工号; who has none is not in it.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(PortalContext context, IEnumerable<string> numbers, CancellationToken cancellation)
    {
        var accounts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var some in numbers.Distinct(StringComparer.Ordinal).Chunk(NumbersAtOnce))
        {
            foreach (var account in await context.Set<Account>().AsNoTracking().Where(account => account.AgentId != null && some.Contains(account.AgentId))
                .Select(static account => new { account.AgentId, account.UserName }).ToListAsync(cancellation))
                accounts.Add(account.AgentId!, account.UserName!);
        }

        return accounts;
    }
}
