using System.Globalization;

namespace Qa.Benchmarks.Portal;

/// <summary>A page that is visited.</summary>
/// <param name="Words">What it says, and says only, once its data are there.</param>
internal sealed record VisitedPage(string Name, string Path, params string[] Words);

/// <summary>Which pages somebody of a role goes through. Each differs from the one before it wholly, so that all of it is drawn.</summary>
internal static class PortalPages
{
    // Part of the address that each row of the list leads to.
    private const string Interaction = "/interactions/";

    /// <summary>Words that nearly all interactions have, that some have, and that one has.</summary>
    public static readonly string[] Searches = ["您好", "退款", "运费险", "订单00012345"];

    public static IReadOnlyList<VisitedPage> Of(string role)
    {
        var yesterday = DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        List<VisitedPage> pages =
        [
            new("home", "/", role == "agent" ? "home-rows" : "figures"),
            new("interactions", "/interactions", Interaction),
        ];
        if (role == "agent")
            return [.. pages, new("calendar", "/calendar", "2026"), new("own failed", "/interactions?result=Failed", Interaction)];
        return
        [
            .. pages,
            new("people", "/people", "/person/"),
            new("interactions vetoed", "/interactions?result=Vetoed", Interaction),
            new("people by word", "/people?q=%E5%9D%90%E5%B8%AD", "/person/"),
            new("interactions of a day", $"/interactions?from={yesterday}&to={yesterday}", Interaction),
            new("people by name", "/people?sort=-name", "/person/"),
            new("interactions failed by im", "/interactions?result=Failed&set=im", Interaction),
        ];
    }
}
