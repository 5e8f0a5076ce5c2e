using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Qa.Rules.Trees.Reading;

/// <summary>What the tags of YAML's core schema say of a value; any other tag is refused.</summary>
internal static class YamlTags
{
    private const string Prefix = "tag:yaml.org,2002:";

    /// <summary>Null when the tag is not of the core schema or does not fit the text.</summary>
    public static ScalarKind? KindOf(Scalar scalar, string text)
    {
        if (scalar.Tag.IsEmpty)
            return scalar.Style == ScalarStyle.Plain ? CoreSchema.KindOf(text) : ScalarKind.String;
        if (scalar.Tag.IsNonSpecific)
            return ScalarKind.String;
        return scalar.Tag.Value switch
        {
            Prefix + "str" => ScalarKind.String,
            Prefix + "int" when CoreSchema.IsInteger(text) => ScalarKind.Number,
            Prefix + "float" when CoreSchema.IsInteger(text) || CoreSchema.IsFloat(text) => ScalarKind.Number,
            Prefix + "bool" when CoreSchema.KindOf(text) == ScalarKind.Boolean => ScalarKind.Boolean,
            Prefix + "null" when CoreSchema.KindOf(text) == ScalarKind.Null => ScalarKind.Null,
            _ => null,
        };
    }

    public static bool Allow(SequenceStart start) => Allow(start.Tag, Prefix + "seq");

    public static bool Allow(MappingStart start) => Allow(start.Tag, Prefix + "map");

    public static ReadingProblem Refusal(SourcePosition position, TagName tag, string value)
    {
        var shown = tag.Value.StartsWith(Prefix, StringComparison.Ordinal) ? "!!" + tag.Value[Prefix.Length..] : tag.Value;
        return new(position, $"the tag {Phrasing.Quote(shown)} on {Phrasing.Quote(value)}", "no tag, or one of YAML's core schema that fits");
    }

    private static bool Allow(TagName tag, string allowed) =>
        tag.IsEmpty || tag.IsNonSpecific || string.Equals(tag.Value, allowed, StringComparison.Ordinal);
}
