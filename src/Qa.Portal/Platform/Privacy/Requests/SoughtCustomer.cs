using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Qa.Portal.Platform.Privacy.Requests;

/// <summary>The customer that a request is about, encrypted for as long as it has to be stored.</summary>
internal sealed class SoughtCustomer(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("CallCenter.Privacy.Sought");

    public string Hide(ErasureForm form) => _protector.Protect(JsonSerializer.Serialize(new Customer(form.Phone, form.CustomerId)));

    /// <returns>What tells whether something is of the customer; null where the key is lost.</returns>
    public Func<CustomerTrace, bool>? Show(string hidden)
    {
        try
        {
            var (phone, id) = JsonSerializer.Deserialize<Customer>(_protector.Unprotect(hidden))!;
            return trace => (phone is not null && CustomerNumber.Of(trace.Phone) == phone) || (id is not null && trace.CustomerId == id);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Customer(string? Phone, string? Id);
}
