using Qa.Portal.Data;

namespace Qa.Portal.Modules.People.Skills;

/// <summary>技能: what somebody can do at a level of 1 to 5, as the centre names it. One that is no longer given stays, as people had it.</summary>
internal sealed class Skill : IVersioned
{
    public const int MaximumNameLength = 60;

    public const int MaximumLevel = 5;

    public long Id { get; set; }

    public string Name { get; set; } = "";

    public bool IsRetired { get; set; }

    public long Version { get; set; } = 1;
}
