using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Access.Tokens;
using Qa.Portal.Platform.Accounts.Company;
using Qa.Portal.Platform.Accounts.Passkeys;
using Qa.Portal.Platform.Accounts.Security;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Platform.Accounts;

/// <summary>How people and machines sign in: a cookie for people, a bearer token for machines, and one door for both.</summary>
internal static class AccountServices
{
    public const string SignInPath = "/sign-in";
    public const string PasswordPath = "/account/password";

    private const string EitherScheme = "Either";
    private const string CookieName = "callcenter";

    private const int AttemptsBeforeLock = 5;
    private static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);

    public static void Add(IServiceCollection services, IEnumerable<string> modulePermissions)
    {
        services.AddMemoryCache();
        services.AddHttpContextAccessor();
        services.AddSingleton(new PermissionTable(modulePermissions));
        services.AddSingleton<MachineTokens>();
        services.AddSingleton<TokenDesk>();
        services.AddSingleton<Actors>();
        services.AddSingleton<Reaches>();
        services.TryAddSingleton<IColleagues, NoColleagues>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<IAuthorizationHandler, RequiredPermission>();
        services.AddSingleton<RoleSeeding>();
        services.AddHostedService(static provider => provider.GetRequiredService<RoleSeeding>());
        services.AddSingleton<AccountDesk>();
        services.AddSingleton<RoleDesk>();
        services.AddSingleton<Preferences>();
        services.AddSingleton<OwnAccount>();
        services.AddSingleton<OwnPasskeys>();
        services.AddSingleton<SecurityDesk>();
        services.Configure<IdentityPasskeyOptions>(static options => (options.UserVerificationRequirement, options.ResidentKeyRequirement) = ("required", "required"));
        services.AddDataProtection().SetApplicationName("CallCenter");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(static provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = ActivatorUtilities.CreateInstance<DatabaseKeys>(provider)));
        services.AddIdentityCore<Account>(static options =>
            {
                // What is strong is for PasswordStrength to say.
                (options.Password.RequireDigit, options.Password.RequireLowercase, options.Password.RequireUppercase, options.Password.RequireNonAlphanumeric) = (false, false, false, false);
                options.Password.RequiredLength = PasswordStrength.MinimumLength;
                (options.Lockout.MaxFailedAccessAttempts, options.Lockout.DefaultLockoutTimeSpan, options.Lockout.AllowedForNewUsers) = (AttemptsBeforeLock, LockTime, true);
                options.User.AllowedUserNameCharacters = "";
            })
            .AddUserStore<AccountStore>().AddClaimsPrincipalFactory<AccountPrincipals>().AddSignInManager<AccountSignIn>().AddDefaultTokenProviders().AddPasswordValidator<PasswordStrength>();
        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, static options => options.ForwardDefaultSelector = static context =>
                context.Request.Headers.Authorization.Count > 0 || IsForMachines(context.Request) && !context.Request.Cookies.ContainsKey(CookieName) ? BearerTokenHandler.Name : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, BearerTokenHandler>(BearerTokenHandler.Name, null)
            .AddIdentityCookies(static cookies => cookies.ApplicationCookie!.Configure(ConfigureCookie));
        CompanySignOnServices.Add(services);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new SaysWhoMay()).Build());
        services.AddSingleton<IAuthorizationHandler, SaysWhoMayHandler>();
    }

    /// <summary>Whether machines ask there, who are answered by a status and not by a page.</summary>
    public static bool IsForMachines(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || request.Path.StartsWithSegments("/metrics", StringComparison.Ordinal) || request.Path.StartsWithSegments("/dashboard", StringComparison.Ordinal);

    private static void ConfigureCookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = CookieName;
        (cookie.Cookie.HttpOnly, cookie.Cookie.SameSite, cookie.Cookie.SecurePolicy) = (true, SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        (cookie.LoginPath, cookie.AccessDeniedPath, cookie.ReturnUrlParameter) = (SignInPath, "/not-allowed", "back");
        (cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (Sessions.LongestIdle, true);
        cookie.Events.OnValidatePrincipal = static async context =>
        {
            if (await context.HttpContext.RequestServices.GetRequiredService<Sessions>().StateAsync(context.Principal!, context.HttpContext.RequestAborted) is not null)
                return;
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        };
        cookie.Events.OnRedirectToLogin = static context => AnswerAsync(context, 401, "unauthorized", "sign in, or send 'Authorization: Bearer TOKEN'");
        cookie.Events.OnRedirectToAccessDenied = static context => AnswerAsync(context, 403, "not-allowed", "the account does not have the permission that this needs");
    }

    private static Task AnswerAsync(RedirectContext<CookieAuthenticationOptions> context, int status, string kind, string detail)
    {
        if (IsForMachines(context.Request))
            return Problem.Of(status, kind, detail).ExecuteAsync(context.HttpContext);
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
