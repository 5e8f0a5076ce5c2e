using Microsoft.Extensions.Localization;

namespace Qa.Portal.Modules.People;

/// <summary>Why a change is not possible, in the words of the page.</summary>
internal static class FaultText
{
    public static string Of(Fault fault, IStringLocalizer<PeopleTexts> texts) =>
        fault.Reason is { } reason ? texts[$"fault.{reason}", [.. fault.Arguments]] : texts["fault.other", fault.Message];
}
