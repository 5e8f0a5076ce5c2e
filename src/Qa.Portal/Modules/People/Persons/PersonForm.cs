using Qa.Portal.Platform.Privacy;

namespace Qa.Portal.Modules.People.Persons;

/// <summary>What of a person is not dated, as somebody filled it in.</summary>
/// <param name="Phone">Empty for none. A number with digits hidden means the one that is stored, when it is how that is shown.</param>
/// <param name="Email">Empty for none.</param>
internal sealed record PersonForm(string Name, string Phone = "", string Email = "")
{
    /// <summary>Without what people type beside it.</summary>
    public PersonForm Trimmed() => new(Name.Trim(), Phone.Trim(), Email.Trim());

    /// <summary>What is wrong with it.</summary>
    /// <param name="storedPhone">Of the person before the change.</param>
    public IEnumerable<Fault> Faults(string storedPhone)
    {
        if (LengthFault("name", Name, 1, Person.MaximumNameLength) is { } name)
            yield return name;
        if (PhoneMask.IsMasked(Phone) ? PhoneMask.Mask(storedPhone) != Phone : Phone.Length > 0 && !IsPhone(Phone))
            yield return PhoneMask.IsMasked(Phone)
                ? new Fault("phone", "a number with digits hidden", "a whole number, or the stored one as it is shown").Because("maskedPhone")
                : new Fault("phone", PhoneMask.Mask(Phone), FormattableString.Invariant($"5 to 20 digits in at most {Person.MaximumPhoneLength} characters, with +, -, spaces and brackets")).Because("badPhone");
        if (Email.Length > 0 && !IsEmail(Email))
            yield return new Fault("email", $"'{Email}'", FormattableString.Invariant($"an address like name@example.com of at most {Person.MaximumEmailLength} characters")).Because("badEmail");
    }

    public void PutInto(Person person)
    {
        (person.Name, person.Email) = (Name, Email);
        if (!PhoneMask.IsMasked(Phone))
            person.Phone = Phone;
        person.SearchText = SearchText.Of(person.Number, person.Name);
    }

    /// <summary>What is wrong with a 工号.</summary>
    public static Fault? NumberFault(string number) =>
        LengthFault("number", number, 1, Person.MaximumNumberLength) ?? (number != number.Trim() || number.Contains('/', StringComparison.Ordinal) ? new Fault("number", $"'{number}'", "no spaces around it and no '/'").Because("badNumber") : null);

    private static Fault? LengthFault(string field, string text, int minimum, int maximum) => text.Length < minimum || text.Length > maximum
        ? new Fault(field, FormattableString.Invariant($"{text.Length} characters"), FormattableString.Invariant($"{minimum} to {maximum}")).Because("length", FormattableString.Invariant($"{minimum}"), FormattableString.Invariant($"{maximum}"))
        : text.Any(char.IsControl) ? new(field, "a control character", "none") : null;

    private static bool IsPhone(string phone) =>
        phone.Length <= Person.MaximumPhoneLength && phone.Count(char.IsAsciiDigit) is >= 5 and <= 20 && phone.All(static each => char.IsAsciiDigit(each) || each is '+' or '-' or ' ' or '(' or ')');

    private static bool IsEmail(string email) =>
        email.Length <= Person.MaximumEmailLength && email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == email.LastIndexOf('@') && at < email.Length - 1
        && !email.Any(static each => char.IsWhiteSpace(each) || char.IsControl(each));
}
