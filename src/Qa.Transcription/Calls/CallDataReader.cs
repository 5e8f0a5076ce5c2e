using System.Collections.Immutable;
using Qa.Transcription.Calls.Forms;
using Qa.Transcription.Transcripts.Text;

namespace Qa.Transcription.Calls;

/// <summary>
/// Reads what telephone systems say of calls, as CSV or JSON beside recordings. Which form a file has is told by how it begins,
/// never by its name: a .json beside a recording may as well be its transcript. A wrong call is reported and does not lose the others.
/// </summary>
public static class CallDataReader
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MaximumBytes = 32 * 1024 * 1024;

    /// <summary>Most calls of one file.</summary>
    public const int MaximumCalls = 100_000;

    /// <summary>Most columns of a table.</summary>
    public const int MaximumColumns = 256;

    /// <summary>Most attributes of one call.</summary>
    public const int MaximumAttributes = 256;

    /// <summary>Longest text of one field, in UTF-16 units.</summary>
    public const int MaximumFieldLength = 8_192;

    /// <summary>Longest name of an attribute, in UTF-16 units.</summary>
    public const int MaximumKeyLength = 128;

    /// <summary>Most errors that are collected for one file.</summary>
    public const int MaximumErrors = 100;

    /// <summary>How much of a file is looked at to tell its form, in bytes.</summary>
    public const int BeginningBytes = 64 * 1024;

    internal const int MaximumDepth = 32;

    private static readonly OwnCalls Own = new();
    private static readonly ICallForm[] Forms = [new AlibabaCalls(), Own, new HuaweiIndex(), new CallTable()];

    /// <summary>
    /// Whether a file begins as call data do. It reads no more than the beginning; <see cref="Read"/> takes just the files that fit.
    /// </summary>
    public static bool Fits(ReadOnlySpan<byte> bytes) => FormOf(Beginning(bytes)) is not null;

    /// <param name="zone">The centre's: that of times without offset.</param>
    /// <param name="isMeant">Whether it is meant to be call data: then also JSON that is too short to tell (<c>{"id": "C-1"}</c>) is taken for some.</param>
    public static CallDataReading Read(ReadOnlySpan<byte> bytes, TimeZoneInfo zone, bool isMeant = false)
    {
        var beginning = Beginning(bytes);
        if ((FormOf(beginning) ?? (isMeant ? OwnFormOf(beginning) : null)) is not { } form)
            return new(null, [], [], new("", NameOf(beginning), "call data: a table with a column for the file or the id, JSON of calls, Huawei Cloud's recording index, or Alibaba Cloud's callList"));
        if (bytes.Length > MaximumBytes)
            return new(form.Name, [], [new("", $"{bytes.Length} bytes", $"at most {MaximumBytes}")]);
        var errors = new CallDataErrors();
        var records = Checked(form.Read(EncodedText.Decode(bytes), zone, errors), errors);
        return new(form.Name, records, errors.ToImmutable());
    }

    private static ICallForm? FormOf(string beginning) => Array.Find(Forms, form => form.Fits(beginning));

    private static OwnCalls? OwnFormOf(string beginning) => OwnCalls.MayBe(beginning) ? Own : null;

    private static string Beginning(ReadOnlySpan<byte> bytes)
    {
        var beginning = bytes;
        if (bytes.Length > BeginningBytes)
        {
            // Half a character at the cut would make UTF-8 look like another encoding.
            var end = BeginningBytes;
            while (end > BeginningBytes - 4 && (bytes[end] & 0xC0) == 0x80)
                end--;
            beginning = bytes[..end];
        }

        return EncodedText.Decode(beginning).TrimStart();
    }

    private static string NameOf(string beginning) =>
        beginning.Length == 0 ? "nothing" : $"text that begins with '{CallDataErrors.Shortened(beginning.Length > 60 ? beginning[..60] : beginning)}'";

    /// <summary>What is checked between calls: that each can be found by something, and by nothing that another has.</summary>
    private static ImmutableArray<CallRecord> Checked(IEnumerable<CallRecord> records, CallDataErrors errors)
    {
        var good = ImmutableArray.CreateBuilder<CallRecord>();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var record in records)
        {
            if (good.Count == MaximumCalls)
            {
                errors.Add(record.Place, "one more call", $"at most {MaximumCalls}");
                break;
            }

            if (record.Place.Length > 0 && record.Id is null && record.File is null)
                errors.Add(record.Place, "neither a file nor an id", "one of them, to find the recording by");
            else if (record.Id is { } id && !ids.TryAdd(id, record.Place))
                errors.Add(record.Place, $"the id '{CallDataErrors.Shortened(id)}' again", $"each id once; {ids[id]} has it");
            else if (record.File is { } file && !files.TryAdd(file, record.Place))
                errors.Add(record.Place, $"the file '{CallDataErrors.Shortened(file)}' again", $"each file once; {files[file]} has it");
            else
                good.Add(record);
        }

        return good.DrainToImmutable();
    }
}
