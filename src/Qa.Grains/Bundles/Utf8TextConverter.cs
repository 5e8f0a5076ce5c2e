using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Qa.Grains.Bundles;

/// <summary>Documents, which are UTF-8 bytes in the database, as texts within JSON, where people can read them.</summary>
internal sealed class Utf8TextConverter : JsonConverter<byte[]>
{
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Encoding.UTF8.GetBytes(reader.GetString()!) : throw new JsonException("A text is expected.");

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
