using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Qa.Grains.Storage;

namespace Qa.Benchmarks.Portal;

/// <summary>
/// A centre of the largest size that the product is made for: the demo's, with 2,000 people instead of 80, and interactions of the last
/// <see cref="Days"/> days, made of the samples' dialogues.
/// </summary>
internal sealed class BigCentre
{
    private const int People = 2_000;
    private const int Days = 30;
    private const int AgentsOfGroup = 13;
    private const int SentAtOnce = 20_000;
    private const string FirstGroup = "日班一组";

    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(200);
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<(string Number, string Name, string Group)> _agents = [];
    private readonly List<JsonObject> _dialogues = [];

    private BigCentre(string folder) => Samples = folder;

    /// <summary>What <c>qa serve --samples</c> takes.</summary>
    public string Samples { get; }

    /// <param name="folder">Into which the samples are written.</param>
    public static async Task<BigCentre> CreateAsync(string folder)
    {
        var source = Path.Combine(Repository.Root, "samples");
        var centre = new BigCentre(folder);
        Directory.CreateDirectory(folder);
        foreach (var file in (string[])["voice.jsonl", "chat.jsonl"])
        {
            File.Copy(Path.Combine(source, file), Path.Combine(folder, file), overwrite: true);
            centre._dialogues.AddRange(File.ReadLines(Path.Combine(source, file)).Select(static line => JsonNode.Parse(line)!.AsObject()));
        }

        var people = (await File.ReadAllLinesAsync(Path.Combine(source, "people.csv"))).Where(static line => !line.StartsWith('A')).ToList();
        for (var number = 1; people.Count <= People; number++)
            people.Add(centre.Agent(number));
        await File.WriteAllLinesAsync(Path.Combine(folder, "people.csv"), people);
        return centre;
    }

    /// <summary>How many of its interactions are stored.</summary>
    public static async Task<int> CountAsync(Database database) => (int)await NumberAsync(database, "count(*) FROM interaction WHERE id LIKE 'bench-%'");

    /// <summary>Sends in interactions, as another system would, until there are so many.</summary>
    public async Task SendAsync(PortalUser machine, Database database, int count)
    {
        for (var first = await CountAsync(database); first < count; first += SentAtOnce)
        {
            using var content = new StringContent(Lines(first, Math.Min(SentAtOnce, count - first)), Encoding.UTF8, new MediaTypeHeaderValue("application/x-ndjson"));
            using var answer = await machine.Http.PostAsync("/api/v1/interactions", content);
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    /// <summary>Waits until all are scored.</summary>
    public static async Task ScoredAsync(Database database)
    {
        while (await NumberAsync(database, "coalesce(sum(total - scored), 0) FROM inspection_task") > 0)
            await Task.Delay(LookPeriod);
    }

    /// <summary>Waits until all can be searched.</summary>
    public static async Task SearchedAsync(Database database)
    {
        while (await NumberAsync(database, "count(*) FROM (SELECT 1 FROM search_pending LIMIT 1) pending") > 0)
            await Task.Delay(LookPeriod);
    }

    private static Task<long> NumberAsync(Database database, string what) => database.ReadAsync(session => session.QuerySingleAsync<long>($"SELECT {what}"));

    private string Agent(int number)
    {
        var group = (number - 1) / AgentsOfGroup;
        var agent = (Number: $"A{1_000 + number}", Name: $"坐席{number.ToString("D4", CultureInfo.InvariantCulture)}", Group: group == 0 ? FirstGroup : $"日班{(group + 1).ToString("D3", CultureInfo.InvariantCulture)}组");
        _agents.Add(agent);
        return $"{agent.Number},{agent.Name},客服中心/{(group % 2 == 0 ? "呼入" : "呼出")},{agent.Group},白班,座席代表,,在职,2025-01-06,,,";
    }

    private string Lines(int first, int count)
    {
        var lines = new StringBuilder();
        for (var number = first; number < first + count; number++)
            lines.Append(Interaction(number)).Append('\n');
        return lines.ToString();
    }

    private string Interaction(int number)
    {
        var random = new Random(number);
        var agent = _agents[random.Next(_agents.Count)];
        var interaction = _dialogues[random.Next(_dialogues.Count)];
        interaction.Remove("recording");
        interaction["id"] = string.Create(CultureInfo.InvariantCulture, $"bench-{number:D8}");
        interaction["agent"] = new JsonObject { ["id"] = agent.Number, ["name"] = agent.Name, ["group"] = agent.Group };
        interaction["startedAt"] = DateTimeOffset.UtcNow.AddSeconds(-random.Next(Days * 86_400)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

        // So that there are words that stand once among a million, too.
        interaction["turns"]![0]!["text"] = string.Create(CultureInfo.InvariantCulture, $"{interaction["turns"]![0]!["text"]!.GetValue<string>().Split('#')[0]}#订单{number:D8}");
        return interaction.ToJsonString(Plain);
    }
}
