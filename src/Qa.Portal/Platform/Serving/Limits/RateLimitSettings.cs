using Qa.Portal.Platform.Settings;

namespace Qa.Portal.Platform.Serving.Limits;

/// <summary>
/// How much may be asked a minute. The defaults are for a centre of 2,000 agents behind one address: a shift that signs in within two
/// minutes, and somebody at a page who never gets near the limit. 0 is for no limit.
/// </summary>
internal sealed record RateLimitSettings : ISettings
{
    /// <summary>Highest limit, so that a slip of the finger is told.</summary>
    public const int Maximum = 10_000_000;

    public static string Name => "serving.rate-limits";

    /// <summary>Attempts to sign in from one address.</summary>
    public int SignInsOfAddress { get; init; } = 1_200;

    /// <summary>Attempts to sign in with one account, from wherever.</summary>
    public int SignInsOfAccount { get; init; } = 20;

    /// <summary>Requests of one person who is signed in.</summary>
    public int RequestsOfPerson { get; init; } = 1_200;

    /// <summary>Requests with one token.</summary>
    public int RequestsOfToken { get; init; } = 6_000;

    /// <summary>Requests from one address by nobody who is known, all of which are refused.</summary>
    public int RequestsOfStranger { get; init; } = 6_000;

    /// <summary>Interactions, turns and recordings that one token or person sends in.</summary>
    public int Intake { get; init; } = 300_000;

    /// <summary>Files that one person or token uploads.</summary>
    public int Uploads { get; init; } = 120;

    public static RateLimitSettings Of(IReadOnlyDictionary<string, int> named) => new()
    {
        SignInsOfAddress = named["signInsOfAddress"], SignInsOfAccount = named["signInsOfAccount"], RequestsOfPerson = named["requestsOfPerson"], RequestsOfToken = named["requestsOfToken"],
        RequestsOfStranger = named["requestsOfStranger"], Intake = named["intake"], Uploads = named["uploads"],
    };

    /// <summary>Each limit under its name in requests.</summary>
    public IEnumerable<(string Name, int Value)> Named() =>
    [
        ("signInsOfAddress", SignInsOfAddress), ("signInsOfAccount", SignInsOfAccount), ("requestsOfPerson", RequestsOfPerson), ("requestsOfToken", RequestsOfToken),
        ("requestsOfStranger", RequestsOfStranger), ("intake", Intake), ("uploads", Uploads),
    ];
}
