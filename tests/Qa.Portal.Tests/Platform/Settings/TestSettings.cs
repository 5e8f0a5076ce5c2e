using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Qa.Portal.Data;
using Qa.Portal.Platform.Settings;

namespace Qa.Portal.Tests.Platform.Settings;

/// <summary>Settings of a test's database.</summary>
internal static class TestSettings
{
    public static SettingsStore On(IDbContextFactory<PortalContext> database, TimeProvider time) => new(database, new(new EphemeralDataProtectionProvider(), NullLogger<SettingsText>.Instance), time);
}
