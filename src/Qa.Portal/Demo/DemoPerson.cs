using System.Globalization;
using CsvHelper;
using Qa.Portal.Modules.People.Sheets;
using Qa.Portal.Platform.Excel;

namespace Qa.Portal.Demo;

/// <summary>A row of <c>people.csv</c>: the columns of a sheet of people, and what the person leads.</summary>
/// <param name="Cells">By the titles of the sheet, in Chinese.</param>
/// <param name="Leads">Name of a group or a department; empty for none.</param>
internal sealed record DemoPerson(IReadOnlyDictionary<string, string> Cells, string Leads)
{
    private const string LeadsTitle = "负责";

    public string Number => Cells["工号"];

    public string Name => Cells["姓名"];

    public string Group => Cells["大组"];

    public string Department => Cells["部门"];

    public bool IsAgent => Number.StartsWith('A');

    public bool IsOnChat => Department.EndsWith("非语音", StringComparison.Ordinal);

    /// <summary>On duty at night.</summary>
    public bool IsNight => Cells["班次"] == "夜班";

    public DateOnly JoinedOn => DateOnly.ParseExact(Cells["入职日期"], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static IReadOnlyList<DemoPerson> Read(string file)
    {
        using var reader = new StreamReader(file);
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var people = new List<DemoPerson>();
        while (csv.Read())
            people.Add(new(csv.HeaderRecord!.ToDictionary(static title => title, title => csv.GetField(title) ?? "", StringComparer.Ordinal), csv.GetField(LeadsTitle) ?? ""));
        return people;
    }

    /// <summary>The people as a sheet of Excel, as a centre would bring it along.</summary>
    public static async Task<Stream> SheetAsync(IReadOnlyList<DemoPerson> people, CancellationToken cancellation)
    {
        var columns = PeopleColumns.Of(isEnglish: false).Where(column => people[0].Cells.ContainsKey(column.Titles.Chinese))
            .Select(static column => new ExcelColumn<DemoPerson>(column.Key, column.Titles, person => person.Cells[column.Titles.Chinese])).ToList();
        var sheet = new MemoryStream();
        await ExcelSheet.WriteAsync(sheet, "people", columns, people, isEnglish: false, cancellation);
        sheet.Position = 0;
        return sheet;
    }
}
