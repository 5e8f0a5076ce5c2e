using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;

namespace Qa.Portal.Platform.Settings;

/// <summary>Settings as text: for the database with their secrets encrypted, for the audit log without them.</summary>
internal sealed partial class SettingsText(IDataProtectionProvider protection, ILogger<SettingsText> logger)
{
    private const string Purpose = "CallCenter.Settings";
    private const string Hidden = "•••";

    private static readonly JsonSerializerOptions Shown = SecretText.Options(static _ => Hidden, static _ => "");

    private readonly ConcurrentDictionary<string, JsonSerializerOptions> _stored = new(StringComparer.Ordinal);

    public string Store<T>(T settings)
        where T : class, ISettings => JsonSerializer.Serialize(settings, Stored(T.Name));

    /// <summary>A secret whose key is lost is read as empty: everything else still holds, and whoever opens the settings enters it again.</summary>
    public T Read<T>(string stored)
        where T : class, ISettings => JsonSerializer.Deserialize<T>(stored, Stored(T.Name)) ?? throw new JsonException($"found null, expected settings '{T.Name}'");

    /// <summary>What the audit log shows of a change.</summary>
    /// <returns>Null when nothing is other than before.</returns>
    public static string? Difference<T>(T before, T after)
        where T : class, ISettings
    {
        var (shownBefore, shownAfter) = (JsonSerializer.Serialize(before, Shown), JsonSerializer.Serialize(after, Shown));
        var secretsChanged = !SecretsOf(before).SequenceEqual(SecretsOf(after), StringComparer.Ordinal);
        if (!secretsChanged && shownBefore == shownAfter)
            return null;
        return $"{shownBefore} → {shownAfter}{(secretsChanged ? " (secrets changed)" : "")}";
    }

    private static List<string> SecretsOf<T>(T settings)
    {
        var secrets = new List<string>();
        JsonSerializer.Serialize(settings, SecretText.Options(
            secret =>
            {
                secrets.Add(secret);
                return secret;
            },
            static stored => stored));
        return secrets;
    }

    // A secret of one record is not read out of another one.
    private JsonSerializerOptions Stored(string name) => _stored.GetOrAdd(name, Create);

    private JsonSerializerOptions Create(string name)
    {
        var protector = protection.CreateProtector(Purpose, name);
        return SecretText.Options(protector.Protect, stored =>
        {
            try
            {
                return protector.Unprotect(stored);
            }
            catch (CryptographicException exception)
            {
                LogUnreadable(name, exception);
                return "";
            }
        });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A secret of the settings {Name} cannot be decrypted; it is taken for empty")]
    private partial void LogUnreadable(string name, Exception exception);
}
