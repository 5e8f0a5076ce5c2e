using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Qa.Portal.Data;

namespace Qa.Portal.Platform.Accounts;

/// <summary>Where ASP.NET Core Identity finds accounts: in the portal's context, without roles of its own.</summary>
internal sealed class AccountStore(PortalContext context, IdentityErrorDescriber describer) : UserOnlyStore<Account, PortalContext, Guid>(context, describer);
