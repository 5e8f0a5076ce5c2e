namespace Qa.Transcription.Calls.Forms;

/// <summary>Who called whom, as the attribute <c>direction</c> has it, and which of both numbers is therefore the customer's.</summary>
internal static class CallDirection
{
    public const string Attribute = "direction";
    public const string Inbound = "inbound";
    public const string Outbound = "outbound";

    public static string? CustomerOf(string? direction, string? caller, string? callee) =>
        direction switch { Inbound => caller, Outbound => callee, _ => null };
}
