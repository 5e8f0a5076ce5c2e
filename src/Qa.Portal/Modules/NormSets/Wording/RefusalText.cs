using System.Globalization;
using Microsoft.Extensions.Localization;
using Qa.Grains.Publication;

namespace Qa.Portal.Modules.NormSets.Wording;

/// <summary>Says why something was not done, in the language of the page.</summary>
internal static class RefusalText
{
    public static string Of(Refusal refusal, IStringLocalizer<NormSetsTexts> texts)
    {
        var text = refusal.Head is { } head ? texts[$"refusal.{refusal.Kind}", head] : texts[$"refusal.{refusal.Kind}"];

        // Of what is rare there is only the detail, which is English.
        return text.ResourceNotFound ? refusal.Detail : CultureInfo.CurrentUICulture.Name == "en-US" ? refusal.Detail : text;
    }
}
