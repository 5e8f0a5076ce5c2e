namespace Qa.Grains.Hosting;

/// <summary>
/// The call can be sent again when it is not known whether it was carried out: it names what it makes, or tells what is so, and
/// sent twice it gives the same answer.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RepeatableAttribute : Attribute;
