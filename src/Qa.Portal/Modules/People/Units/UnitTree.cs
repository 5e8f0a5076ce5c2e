using System.Collections.Immutable;

namespace Qa.Portal.Modules.People.Units;

/// <summary>The units that there are on one day. What belongs together is found here without another look into the database.</summary>
internal sealed class UnitTree
{
    private readonly UnitPaths _paths;
    private readonly ILookup<long?, Department> _children;
    private readonly ILookup<long, Group> _groupsOf;

    public UnitTree(UnitPaths paths, DateOnly day)
    {
        (_paths, Day) = (paths, day);
        Departments = [.. paths.Departments.Where(each => each.Period.Contains(day)).OrderBy(static each => each.Id)];
        Groups = [.. paths.Groups.Where(each => each.Period.Contains(day)).OrderBy(static each => each.Id)];
        _children = Departments.ToLookup(static each => each.ParentId);
        _groupsOf = Groups.ToLookup(static each => each.DepartmentId);
    }

    public DateOnly Day { get; }

    public ImmutableArray<Department> Departments { get; }

    public ImmutableArray<Group> Groups { get; }

    public IEnumerable<Department> Top => _children[null];

    public IEnumerable<Department> ChildrenOf(long department) => _children[department];

    public IEnumerable<Group> GroupsOf(long department) => _groupsOf[department];

    public string PathOfDepartment(long id) => _paths.OfDepartment(id);

    public string PathOfGroup(long id) => _paths.OfGroup(id);

    /// <summary>Departments with all that are below them; in the order of their ids, each once.</summary>
    public ImmutableSortedSet<long> WithBelow(IEnumerable<long> departments)
    {
        var found = ImmutableSortedSet.CreateBuilder<long>();
        var open = new Stack<long>(departments);
        while (open.TryPop(out var department))
        {
            if (!found.Add(department))
                continue;
            foreach (var child in ChildrenOf(department))
                open.Push(child.Id);
        }

        return found.ToImmutable();
    }
}
