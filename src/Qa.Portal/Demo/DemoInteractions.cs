using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Qa.Grains.Inspection.Intake;
using Qa.Portal.Platform;

namespace Qa.Portal.Demo;

/// <summary>
/// Weeks of work made of the sample dialogues: who held them and when is invented, what was said is not, and each is scored as it comes.
/// The same day makes the same interactions, so that a demo that is started again goes on where it was.
/// </summary>
internal sealed class DemoInteractions(InteractionIntake intake, CentreTime centre, TimeProvider time)
{
    /// <summary>Days of work that are there, today included.</summary>
    public const int Days = 14;

    private const int MostADay = 3;

    private static readonly (int From, int Hours) DayShift = (9, 9);
    private static readonly (int From, int Hours) NightShift = (18, 6);

    public async Task SendAsync(string samples, IReadOnlyList<DemoPerson> people, CancellationToken cancellation)
    {
        var (calls, chats) = (Read(Path.Combine(samples, "voice.jsonl")), Read(Path.Combine(samples, "chat.jsonl")));
        var agents = people.Where(static person => person.IsAgent).ToList();
        for (var day = centre.Today.AddDays(1 - Days); day <= centre.Today; day = day.AddDays(1))
        {
            foreach (var batch in Of(day, agents, calls, chats).Chunk(InteractionIntake.MaximumBatch))
                await intake.SubmitAsync(batch, cancellation);
        }
    }

    private static List<string> Read(string file) => [.. File.ReadLines(file).Where(static line => line.Length > 0)];

    private IEnumerable<ReceivedInteraction> Of(DateOnly day, IReadOnlyList<DemoPerson> agents, List<string> calls, List<string> chats)
    {
        var now = time.GetUtcNow();
        var random = new Random(day.DayNumber);
        foreach (var agent in agents)
        {
            // Drawn whatever the hour is, so that the rest of the day is the same later on.
            var count = random.Next(MostADay + 1);
            var (from, hours) = agent.IsNight ? NightShift : DayShift;
            for (var number = 0; number < count; number++)
            {
                var dialogues = agent.IsOnChat ? chats : calls;
                var dialogue = dialogues[random.Next(dialogues.Count)];
                var at = centre.StartOf(day).AddHours(from).AddSeconds(random.Next(hours * 3_600));
                if (day >= agent.JoinedOn && at <= now)
                    yield return Of(dialogue, string.Create(CultureInfo.InvariantCulture, $"demo-{day:yyyyMMdd}-{agent.Number}-{number + 1}"), agent, centre.Of(at));
            }
        }
    }

    private static ReceivedInteraction Of(string dialogue, string id, DemoPerson agent, DateTimeOffset at)
    {
        var interaction = JsonNode.Parse(dialogue)!.AsObject();
        interaction["id"] = id;
        interaction["startedAt"] = at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        interaction["agent"] = new JsonObject { ["id"] = agent.Number, ["name"] = agent.Name, ["group"] = agent.Group };
        interaction.Remove("recording");
        var (received, errors) = ReceivedInteraction.Read(Encoding.UTF8.GetBytes(interaction.ToJsonString()));
        return received ?? throw new InvalidDataException($"{id}: {errors[0].Message}");
    }
}
