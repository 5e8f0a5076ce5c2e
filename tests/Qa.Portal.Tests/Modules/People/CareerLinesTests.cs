using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Persons;

namespace Qa.Portal.Tests.Modules.People;

public sealed class CareerLinesTests
{
    private static readonly DateOnly Today = new(2026, 10, 1);

    [Fact]
    public void Of_PastPresentAndPlanned_LieOnOneScale()
    {
        var history = new PersonHistory(
            new("A1", "王小明", "", "", null, null, 1), null, StaffState.Employed, [new(new(2026, 1, 1), null, Employment: EmploymentState.Employed)],
            [new(new(2026, 1, 1), new(2026, 5, 31), 1, "白班"), new(new(2026, 6, 1), null, 2, "夜班"), new(new(2026, 10, 11), new(2026, 10, 20), 3, "借调")], [], [], [], []);

        var lines = CareerLines.Of(history, Today);

        lines.Lines.Select(static line => (line.Part, line.IsNow, line.IsPlanned)).Should().Equal(
            (CareerPart.Employment, true, false), (CareerPart.Group, false, false), (CareerPart.Group, true, false), (CareerPart.Group, false, true));
        lines.Lines[0].Should().Match<CareerLine>(static line => line.Left == 0 && line.Length == CareerLines.Width);
        (lines.Lines[1].Left + lines.Lines[1].Length).Should().Be(lines.Lines[2].Left, "one ends where the next begins");
        (lines.Lines[2].Left + lines.Lines[2].Length).Should().Be(CareerLines.Width, "what has no end goes to the end of the scale");
        lines.Today.Should().BeInRange(lines.Lines[2].Left, lines.Lines[3].Left);
    }

    [Fact]
    public void Of_NothingAtAll_IsEmpty() => CareerLines.Of(new(new("A1", "王", "", "", null, null, 1), null, StaffState.Expected, [], [], [], [], [], []), Today).Lines.Should().BeEmpty();
}
