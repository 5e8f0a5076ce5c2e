using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Platform.Excel;

namespace Qa.Portal.Modules.People.Sheets;

/// <summary>The columns of the sheet of people, for both ways, and the words in them.</summary>
internal static class PeopleColumns
{
    public const string Number = "number";
    public const string Name = "name";
    public const string Department = "department";
    public const string Group = "group";
    public const string Shift = "shift";
    public const string Posts = "posts";
    public const string Skills = "skills";
    public const string State = "state";
    public const string JoinedOn = "joinedOn";
    public const string LastDay = "lastDay";
    public const string Mentor = "mentor";
    public const string Phone = "phone";
    public const string Email = "email";
    public const string Account = "account";

    private static readonly Dictionary<StaffState, ExcelTitles> States = new()
    {
        [StaffState.Expected] = new("待入职", "Expected"), [StaffState.Probation] = new("试用", "Probation"), [StaffState.Employed] = new("在职", "Employed"), [StaffState.Left] = new("离职", "Left"),
    };

    private static readonly Dictionary<GroupShift, ExcelTitles> Shifts = new()
    {
        [GroupShift.Day] = new("白班", "Day"), [GroupShift.Night] = new("夜班", "Night"), [GroupShift.None] = new("无", "None"),
    };

    /// <param name="isEnglish">In which language words are written.</param>
    public static IReadOnlyList<ExcelColumn<PersonLine>> Of(bool isEnglish) =>
    [
        new(Number, new("工号", "Employee number"), static person => person.Number),
        new(Name, new("姓名", "Name"), static person => person.Name),
        new(Department, new("部门", "Department"), static person => person.Department, IsRequired: false),
        new(Group, new("大组", "Group"), static person => person.Group, IsRequired: false),
        new(Shift, new("班次", "Shift"), person => person.GroupId is null ? "" : Word(person.Shift).In(isEnglish), IsRequired: false),
        new(Posts, new("岗位", "Posts"), person => string.Join(ListMarks.Written, person.Posts.Select(post => post.NameIn(isEnglish))), IsRequired: false),
        new(Skills, new("技能", "Skills"), static person => string.Join(ListMarks.Written, person.Skills.Select(static skill => FormattableString.Invariant($"{skill.Name}:{skill.Level}"))), IsRequired: false),
        new(State, new("状态", "State"), person => Word(person.State).In(isEnglish), IsRequired: false),
        new(JoinedOn, new("入职日期", "Joined on"), static person => person.JoinedOn, IsRequired: false),
        new(LastDay, new("离职日期", "Last day"), static person => person.LastDay, IsRequired: false),
        new(Mentor, new("师傅", "Mentor"), static person => person.Mentor, IsRequired: false),
        new(Phone, new("手机", "Phone"), static person => person.Phone, IsRequired: false),
        new(Email, new("邮箱", "E-mail"), static person => person.Email, IsRequired: false),
        new(Account, new("账号", "Account"), static person => person.Account, IsRequired: false),
    ];

    /// <summary>How errors name a column.</summary>
    public static string TitleOf(string key) => Of(isEnglish: false).FirstOrDefault(column => column.Key == key)?.Titles.Chinese ?? key;

    public static ExcelTitles Word(StaffState state) => States[state];

    public static ExcelTitles Word(GroupShift shift) => Shifts[shift];

    public static StaffState? StateOf(string word) => States.Where(pair => pair.Value.Fit(word)).Select(static pair => (StaffState?)pair.Key).FirstOrDefault();

    public static GroupShift? ShiftOf(string word) => Shifts.Where(pair => pair.Value.Fit(word)).Select(static pair => (GroupShift?)pair.Key).FirstOrDefault();
}
