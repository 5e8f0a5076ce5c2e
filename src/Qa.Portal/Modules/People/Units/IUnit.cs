using Qa.Portal.Modules.People.Timelines;

namespace Qa.Portal.Modules.People.Units;

/// <summary>A department or a group: something with a name that there is for a while.</summary>
internal interface IUnit
{
    const int MaximumNameLength = 60;

    /// <summary>Stands between the names of a path, so no name holds it.</summary>
    const char PathSeparator = '/';

    long Id { get; }

    string Name { get; }

    Period Period { get; }
}
