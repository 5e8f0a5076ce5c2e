using Qa.Rules.Interactions;
using Qa.Rules.Trees.Reading;

namespace Qa.Rules.Trees.Loading;

/// <summary>Reads the single values of a document: each reports a value that is not what it should be, and gives a stand-in.</summary>
internal static class Scalars
{
    private const int MillisecondsPerSecond = 1000;
    private const int MostPointDecimals = 2;
    private const int MillibelsPerDecibel = 100;

    public static string Text(this LoadContext context, DocumentNode node, string key, string expected = "a text")
    {
        if (context.ReportProblem(node, key))
            return "";
        switch (node)
        {
            case DocumentScalar { Kind: ScalarKind.String } scalar:
                // The parsers have refused these; a value that was not parsed may still have them.
                if (Utf16Text.UnpairedSurrogate(scalar.Text) >= 0)
                    context.Report(key, ReadingProblem.UnpairedSurrogate(node.Position));
                else if (scalar.Text.Contains('\0', StringComparison.Ordinal))
                    context.Report(key, ReadingProblem.Nul(node.Position));
                return scalar.Text;
            case DocumentScalar { Kind: not ScalarKind.Null } scalar:
                context.ReportValue(node, key, $"{expected}; to mean the text, put it in quotes: {Phrasing.Quote(scalar.Text)}");
                return "";
            default:
                context.ReportValue(node, key, expected);
                return "";
        }
    }

    /// <summary>A text that people are to see.</summary>
    public static string Name(this LoadContext context, DocumentNode node, string key)
    {
        var text = context.Text(node, key);
        if (node is DocumentScalar { Kind: ScalarKind.String } && string.IsNullOrWhiteSpace(text))
            context.Report(node.Position, key, "a blank text", "a text that can be seen");
        return text;
    }

    public static bool Boolean(this LoadContext context, DocumentNode node, string key)
    {
        if (context.ReportProblem(node, key))
            return false;
        if (node is DocumentScalar { Kind: ScalarKind.Boolean } scalar)
            return CoreSchema.IsTrue(scalar.Text);
        context.ReportValue(node, key, "true or false");
        return false;
    }

    public static T Choice<T>(this LoadContext context, DocumentNode node, string key, Choices<T> choices)
        where T : struct
    {
        if (context.ReportProblem(node, key))
            return default;
        if (node is DocumentScalar { Kind: ScalarKind.String } scalar && choices.TryFind(scalar.Text, out var value))
            return value;
        context.ReportValue(node, key, choices.Expected(node));
        return default;
    }

    public static int Whole(this LoadContext context, DocumentNode node, string key, int least)
    {
        if (context.Exact(node, key, $"a whole number, {least} or more") is not { } number)
            return least;
        if (!number.Denominator.IsOne || number.Numerator < least || number.Numerator > TreeLimits.WholeNumber)
        {
            var most = number.Numerator > TreeLimits.WholeNumber ? $", at most {TreeLimits.WholeNumber}" : "";
            context.ReportValue(node, key, $"a whole number, {least} or more{most}");
            return least;
        }

        return (int)number.Numerator;
    }

    /// <summary>A number of seconds, in milliseconds.</summary>
    public static long Milliseconds(this LoadContext context, DocumentNode node, string key)
    {
        const string Expected = "a number of seconds, 0 or more";
        if (context.Exact(node, key, Expected) is not { } number)
            return 0;
        if (number < default(ExactNumber))
            context.ReportValue(node, key, Expected);
        else if (number > ExactNumber.FromInteger(TreeLimits.Seconds))
            context.ReportValue(node, key, $"at most {TreeLimits.Seconds} seconds");
        else if (number.TryRoundScaled(MillisecondsPerSecond, out var milliseconds))
            return milliseconds;
        return 0;
    }

    /// <summary>A number of decibels, in hundredths.</summary>
    public static long Millibels(this LoadContext context, DocumentNode node, string key)
    {
        const string Expected = "a number of decibels";
        return context.Bounded(node, key, Expected, -TreeLimits.Magnitude, TreeLimits.Magnitude) is { } number
            && number.TryRoundScaled(MillibelsPerDecibel, out var millibels)
                ? millibels
                : 0;
    }

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>, as written.</summary>
    public static decimal Decimal(this LoadContext context, DocumentNode node, string key, string expected, int least, int most)
    {
        if (context.Bounded(node, key, expected, least, most) is not { } number)
            return 0;
        if (DocumentNumber.TryConvert(number, out var value))
            return value;
        context.ReportValue(node, key, $"{expected}, with fewer decimals");
        return 0;
    }

    /// <summary>Points: a number of one sign, with at most 2 decimals.</summary>
    public static decimal Points(this LoadContext context, DocumentNode node, string key, int sign, string expected)
    {
        if (context.Bounded(node, key, expected, -TreeLimits.Magnitude, TreeLimits.Magnitude) is not { } number)
            return 0;
        if (DocumentNumber.TryConvert(number, out var points) && points.Scale <= MostPointDecimals && Math.Sign(points) == sign)
            return points;
        context.ReportValue(node, key, expected);
        return 0;
    }

    // Null when the value is none; reported.
    private static ExactNumber? Exact(this LoadContext context, DocumentNode node, string key, string expected)
    {
        if (context.ReportProblem(node, key))
            return null;
        if (node is not DocumentScalar { Kind: ScalarKind.Number } scalar)
        {
            context.ReportValue(node, key, expected);
            return null;
        }

        if (DocumentNumber.TryReadExact(scalar.Text, out var number))
            return number;
        context.ReportValue(node, key, $"{expected}, that an IEEE double can hold");
        return null;
    }

    private static ExactNumber? Bounded(this LoadContext context, DocumentNode node, string key, string expected, int least, int most)
    {
        if (context.Exact(node, key, expected) is not { } number)
            return null;
        if (number >= ExactNumber.FromInteger(least) && number <= ExactNumber.FromInteger(most))
            return number;
        context.ReportValue(node, key, FormattableString.Invariant($"{expected}, from {least} to {most}"));
        return null;
    }
}
