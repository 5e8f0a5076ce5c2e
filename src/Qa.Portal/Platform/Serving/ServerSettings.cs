using Qa.Grains.Hosting;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Platform.Serving;

/// <summary>How a server is to run.</summary>
/// <param name="Urls">Where it listens, as ASP.NET Core writes it.</param>
/// <param name="Silo">Where other processes of the cluster reach it.</param>
internal sealed record ServerSettings(IReadOnlyList<string> Urls, AccessTokens Tokens, SiloAddressing Silo, ProcessRole Role, bool IsQuiet);
