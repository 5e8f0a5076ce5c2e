using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.People.Skills;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;
using Qa.Portal.Ui;
using Qa.Portal.Ui.Shared;

namespace Qa.Portal.Modules.People.Pages;

public sealed partial class CareerForm
{
    private const string NoLonger = "none";

    private Modal _modal = null!;
    private CareerChange _change;
    private string _number = "";
    private string _name = "";
    private long _version;
    private string _target = "";
    private string _value = "";
    private DateOnly _from;
    private DateOnly? _last;
    private Choices _choices = new([], [], [], []);
    private IReadOnlyList<PersonCard> _mentors = [];
    private bool _hasChanged;
    private string? _fault;

    [Parameter]
    public EventCallback OnSaved { get; set; }

    [Inject]
    private IStringLocalizer<PeopleTexts> Texts { get; set; } = null!;

    [Inject]
    private IStringLocalizer<UiTexts> UiTexts { get; set; } = null!;

    [Inject]
    private Radzen.NotificationService Notifications { get; set; } = null!;

    [Inject]
    private CareerDesk Careers { get; set; } = null!;

    [Inject]
    private CareerChoices Choices { get; set; } = null!;

    [Inject]
    private IPeopleDirectory Directory { get; set; } = null!;

    [Inject]
    private CentreTime Centre { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    // Leaders lead groups and departments; their ids are told apart by a letter.
    private IReadOnlyList<(string Value, string Title)>? Targets => _change switch
    {
        CareerChange.Group => _choices.Groups,
        CareerChange.Post => _choices.Posts,
        CareerChange.Skill => _choices.Skills,
        CareerChange.Lead => [.. _choices.Departments.Select(static each => ("d" + each.Value, each.Title)), .. _choices.Groups.Select(static each => ("g" + each.Value, each.Title))],
        _ => null,
    };

    private IReadOnlyList<(string Value, string Title)>? Values => _change switch
    {
        CareerChange.Post => [("held", Texts["change.held"]), (NoLonger, Texts["change.noLonger"])],
        CareerChange.Skill => [.. Enumerable.Range(1, Skill.MaximumLevel).Select(level => (level.ToString(CultureInfo.InvariantCulture), Texts["level", level].Value)), (NoLonger, Texts["change.noLonger"])],
        CareerChange.Lead => [.. Enum.GetValues<LeadershipKind>().Select(kind => (kind.ToString(), Texts[$"lead.{kind}"].Value)), (NoLonger, Texts["change.noLonger"])],
        CareerChange.Employment => [.. Enum.GetValues<EmploymentState>().Select(state => (state.ToString(), Texts[$"state.{state}"].Value))],
        _ => null,
    };

    internal async Task OpenAsync(PersonHistory history, CareerChange change)
    {
        (_change, _number, _name, _version) = (change, history.Person.Number, history.Person.Name, history.Person.Version);
        var now = history.Groups.FirstOrDefault(each => each.From <= Centre.Today && !(each.LastDay < Centre.Today))?.Id;
        (_target, _last, _hasChanged, _fault) = (change == CareerChange.Group ? now?.ToString(CultureInfo.InvariantCulture) ?? "" : "", null, false, null);
        _choices = await Choices.ReadAsync(Languages.IsEnglish);
        _value = change == CareerChange.Employment ? nameof(EmploymentState.Employed) : Values is [var (first, _), ..] ? first : "";
        _from = change == CareerChange.Joining ? history.Person.JoinedOn ?? Centre.Today : Centre.Today;
        _mentors = change == CareerChange.Mentor && await Directory.PlacementAsync(_number, Centre.Today) is { } placement
            ? [.. (await Directory.MembersOfDepartmentAsync(placement.DepartmentId, Centre.Today)).Where(card => card.Number != _number)]
            : [];
        StateHasChanged();
        await _modal.OpenAsync();
    }

    private async Task SaveAsync()
    {
        var saved = await ChangeAsync(await Person.ActorAsync());
        _fault = saved.Fault is { } fault ? FaultText.Of(fault, Texts) : saved.Saved?.Outcome == SaveOutcome.Missing ? Texts["fault.noSuchPerson", _number].Value : null;
        _hasChanged = saved.Saved?.Outcome == SaveOutcome.ChangedMeanwhile;
        if (_hasChanged)
        {
            // Saved again, it is a change of what there is now.
            _version = saved.Saved!.Current?.Version ?? _version;
            return;
        }

        if (saved.Saved?.Outcome != SaveOutcome.Done)
            return;
        await _modal.CloseAsync();
        Notifications.Notify(Radzen.NotificationSeverity.Success, UiTexts["saved"], $"{_name} · {Texts[$"change.{_change}"]}");
        await OnSaved.InvokeAsync();
    }

    // Who leaves after somebody else's change sees it.
    private Task ClosedAsync() => _hasChanged ? OnSaved.InvokeAsync() : Task.CompletedTask;

    private Task<Checked<Person>> ChangeAsync(Actor actor)
    {
        DateOnly? until = _last is { } last && last < DateOnly.MaxValue ? last.AddDays(1) : null;
        var isHeld = _value != NoLonger;
        return _change switch
        {
            CareerChange.Group => Careers.MoveAsync(_number, _version, _target.Length > 0 ? Id(_target) : null, _from, until, actor),
            CareerChange.Post => Careers.PostAsync(_number, _version, Id(_target), isHeld, _from, until, actor),
            CareerChange.Skill => Careers.SkillAsync(_number, _version, Id(_target), isHeld ? int.Parse(_value, CultureInfo.InvariantCulture) : null, _from, until, actor),
            CareerChange.Lead => Careers.LeadAsync(
                _number, _version, new(_target is ['g', ..] ? UnitKind.Group : UnitKind.Department, Id(_target[1..])), isHeld ? Enum.Parse<LeadershipKind>(_value) : null, _from, until, actor),
            CareerChange.Mentor => Careers.MentorAsync(_number, _version, _target.Trim() is { Length: > 0 } mentor ? mentor : null, _from, until, actor),
            CareerChange.Employment => Careers.EmployAsync(_number, _version, Enum.Parse<EmploymentState>(_value), _from, actor),
            _ => Careers.CorrectJoiningAsync(_number, _version, _from, actor),
        };
    }

    private static long Id(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
