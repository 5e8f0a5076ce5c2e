using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Localization;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Checks;

namespace Qa.Portal.Modules.NormSets.Wording;

/// <summary>Says why something was not done, in the language of the page.</summary>
internal static class RefusalText
{
    // A sentence is read; whoever wants all of many looks at the page of cases.
    private const int MaximumNamed = 5;

    public static string Of(Refusal refusal, IStringLocalizer<NormSetsTexts> texts)
    {
        if (!refusal.Cases.IsDefaultOrEmpty)
            return Failing(refusal.Cases, texts);
        var text = refusal.Head is { } head ? texts[$"refusal.{refusal.Kind}", head] : texts[$"refusal.{refusal.Kind}"];

        // Of what is rare there is only the detail, which is English.
        return text.ResourceNotFound ? refusal.Detail : CultureInfo.CurrentUICulture.Name == "en-US" ? refusal.Detail : text;
    }

    private static string Failing(ImmutableArray<FailingCase> cases, IStringLocalizer<NormSetsTexts> texts)
    {
        var named = cases.Take(MaximumNamed).Select(one => texts[
            "refusal.case", one.Name, one.Note.Length > 0 ? one.Note : texts["case.numbered", one.Case].Value, texts[one.MustHit ? "case.mustHit.text" : "case.mustMiss.text"].Value, texts[$"found.{one.Found}"].Value].Value);
        return texts["refusal.FailingCases", cases.Length].Value + string.Join(texts["refusal.caseJoin"].Value, named)
            + (cases.Length > MaximumNamed ? texts["refusal.caseJoin"].Value + texts["more", cases.Length - MaximumNamed].Value : "");
    }
}
