using Microsoft.AspNetCore.Builder;

namespace Qa.Portal.Platform.Serving.Limits;

/// <summary>Says by which limit the requests of an endpoint are counted; without it they are ordinary ones.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LimitedAsAttribute(RequestKind kind) : Attribute
{
    public RequestKind Kind => kind;
}

/// <summary>By which limit a request is counted.</summary>
internal enum RequestKind
{
    Ordinary,

    /// <summary>What comes in from other systems by the thousands: interactions, live turns, recordings.</summary>
    Intake,

    /// <summary>A file that somebody uploads.</summary>
    Upload,
}

/// <summary>How endpoints say it.</summary>
internal static class LimitedAsExtensions
{
    public static T LimitedAs<T>(this T endpoint, RequestKind kind)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new LimitedAsAttribute(kind));
}
