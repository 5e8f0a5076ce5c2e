namespace Qa.Portal.Modules.People.Careers;

/// <summary>What somebody changes of a career in one form. In this order it is offered.</summary>
internal enum CareerChange
{
    Group,
    Post,
    Skill,
    Lead,
    Mentor,
    Employment,
    Joining,
}
