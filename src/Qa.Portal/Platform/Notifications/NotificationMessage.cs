using System.Collections.Immutable;

namespace Qa.Portal.Platform.Notifications;

/// <summary>What is to be known. It holds nothing that customers said: it may go to a group chat.</summary>
/// <param name="Kind">As <c>module.event</c>.</param>
/// <param name="TextKey">Of a text in <see cref="NotificationTexts"/>.</param>
/// <param name="Arguments">What stands in the text's places, by their names.</param>
/// <param name="Link">A page of the portal, <c>/tickets/7</c>; null for none.</param>
internal sealed record NotificationMessage(string Kind, string TextKey, ImmutableDictionary<string, string> Arguments, string? Link = null)
{
    public NotificationMessage(string kind, string textKey, string? link = null)
        : this(kind, textKey, ImmutableDictionary<string, string>.Empty, link)
    {
    }

    public NotificationMessage With(string name, string value) => this with { Arguments = Arguments.SetItem(name, value) };
}
