namespace Qa.Grains.Auditing;

/// <summary>
/// Who answers for what an actor does. What a machine does by a person's token, <c>li/crm</c>, that person answers for: it is no second
/// pair of eyes beside the person. No account has a stroke in its name.
/// </summary>
public static class ActorName
{
    private const char BeforeToken = '/';

    /// <summary>The person: of <c>li/crm</c> it is <c>li</c>.</summary>
    public static string PersonOf(string actor) => actor.Split(BeforeToken)[0].Trim();

    /// <summary>Whether two actors are one person. Compared without case, so that nobody is somebody else by writing the own name otherwise.</summary>
    public static bool IsSamePerson(string actor, string other) => string.Equals(PersonOf(actor), PersonOf(other), StringComparison.OrdinalIgnoreCase);
}
