using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Platform.Settings;

/// <summary>Writes and reads settings with every <see cref="SecretAttribute">secret</see> turned into something else on the way.</summary>
/// <param name="write">What stands for a secret; not asked for empty ones.</param>
/// <param name="read">The secret again.</param>
internal sealed class SecretText(Func<string, string> write, Func<string, string> read) : JsonConverter<string>
{
    public static JsonSerializerOptions Options(Func<string, string> write, Func<string, string> read)
    {
        var converter = new SecretText(write, read);
        var options = StoredJson.Create();
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { info => Mark(info, converter) } };
        return options;
    }

    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { Length: > 0 } stored ? read(stored) : "";

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value.Length == 0 ? "" : write(value));

    private static void Mark(JsonTypeInfo type, SecretText converter)
    {
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider?.IsDefined(typeof(SecretAttribute), inherit: true) == true)
            {
                property.CustomConverter = property.PropertyType == typeof(string)
                    ? converter
                    : throw new InvalidOperationException($"{type.Type.Name}.{property.Name} is marked as a secret: found {property.PropertyType.Name}, expected a text.");
            }
        }
    }
}
