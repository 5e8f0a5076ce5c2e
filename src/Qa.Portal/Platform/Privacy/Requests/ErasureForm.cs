using Qa.Grains.Erasure;

namespace Qa.Portal.Platform.Privacy.Requests;

/// <summary>What somebody asks to have erased: a customer by number or by id, or interactions one by one; just one of the three.</summary>
internal sealed record ErasureForm(string Reason, string? Phone = null, string? CustomerId = null, IReadOnlyList<string>? Interactions = null)
{
    /// <summary>Most interactions that are named one by one.</summary>
    public const int MaximumInteractions = 10_000;

    private const int MaximumIdLength = 128;

    /// <summary>The form as it is carried out, or what is wrong with it: where, what was found and what was expected.</summary>
    public (ErasureForm? Form, IReadOnlyList<string> Faults) Checked()
    {
        var faults = new List<string>();
        var (reason, phone, customer) = (Reason.Trim(), Given(Phone), Given(CustomerId));
        var ids = Interactions?.Select(static id => id.Trim()).Where(static id => id.Length > 0).Distinct(StringComparer.Ordinal).ToList() ?? [];
        if (reason.Length is 0 or > ErasureOrder.MaximumReasonLength || reason.Contains('\0', StringComparison.Ordinal))
            faults.Add(FormattableString.Invariant($"reason: found {reason.Length} characters, expected 1 to {ErasureOrder.MaximumReasonLength}"));
        if (new[] { phone is not null, customer is not null, ids.Count > 0 }.Count(static given => given) is var given && given != 1)
            faults.Add(FormattableString.Invariant($"phone, customerId, interactions: found {given} of them, expected one"));
        if (phone is not null && CustomerNumber.Of(phone) is null)
            faults.Add($"phone: found no number, expected {CustomerNumber.Expected}");
        if (customer is { Length: > MaximumIdLength })
            faults.Add(FormattableString.Invariant($"customerId: found {customer.Length} characters, expected at most {MaximumIdLength}"));
        if (customer?.Contains('\0', StringComparison.Ordinal) == true)
            faults.Add("customerId: found a null character, expected none");
        if (ids.Count > MaximumInteractions)
            faults.Add(FormattableString.Invariant($"interactions: found {ids.Count}, expected at most {MaximumInteractions}"));
        if (ids.Find(static id => id.Length > MaximumIdLength || id.Contains('\0', StringComparison.Ordinal)) is { } odd)
            faults.Add(FormattableString.Invariant($"interactions: found an id of {odd.Length} characters, expected ids of 1 to {MaximumIdLength}"));
        return faults.Count > 0 ? (null, faults) : (new(reason, CustomerNumber.Of(phone), customer, ids), []);
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
