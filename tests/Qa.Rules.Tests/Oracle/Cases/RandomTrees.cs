using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;

namespace Qa.Rules.Tests.Oracle.Cases;

/// <summary>Random valid norm trees over random interactions: what the engine and the oracle are both asked.</summary>
internal static class RandomTrees
{
    /// <summary>A case; its size is the length of its text, so that CsCheck looks for the shortest one that fails.</summary>
    public static Gen<OracleCase> Case { get; } = new CaseGen();

    private sealed class CaseGen : Gen<OracleCase>
    {
        public override OracleCase Generate(PCG pcg, Size? min, out Size size)
        {
            var draw = new Draw(pcg);
            // Most cases are small, for there the cause of a difference can be seen; the large ones have room for what takes many parts.
            var (turns, norms) = draw.Of((2, 1), (4, 1), (4, 2), (8, 4), (14, 9));
            var interaction = new RandomInteractions(draw).Interaction(turns);
            var tree = new TreeDrawing(draw, NaiveInteraction.Of(interaction)).Tree(norms);
            var drawn = new OracleCase(CaseText.Of(tree), CaseText.Of(interaction));
            size = new Size((ulong)(drawn.TreeJson.Length + drawn.InteractionJson.Length));
            return drawn;
        }
    }

    private sealed class TreeDrawing(Draw draw, NaiveInteraction interaction)
    {
        private const int DeepestCategory = 2;

        private readonly List<string> _lets = [];
        private int _ids;

        public JsonObject Tree(int norms)
        {
            var tree = new JsonObject { ["schema"] = "qa.norm-tree/1", ["ruleSet"] = draw.Of("standard", "im", "case-1"), ["name"] = "规范 \"é\"" };
            if (draw.Percent(15)) tree["appliesTo"] = new JsonObject { ["channels"] = Draw.Array(["voice"]), ["businessLines"] = new JsonArray() };
            if (draw.Percent(75)) tree["score"] = Score();
            var lexicons = draw.Percent(25) ? Lexicons() : [];
            if (lexicons.Count > 0) tree["lexicons"] = lexicons;
            var conditions = new RandomConditions(draw, interaction, lexicons.Select(l => l.Key).ToList());
            var lets = Lets(conditions);
            if (lets.Count > 0) tree["let"] = lets;
            tree["norms"] = Draw.Array(draw.Many(1, norms, () => Node(conditions, DeepestCategory)));
            return tree;
        }

        private JsonObject Score()
        {
            var score = new JsonObject();
            if (draw.Percent(40)) score["min"] = draw.NumberOf("-10", "0", "10", "33.3", "0.0");
            if (draw.Percent(40)) score["base"] = draw.NumberOf("100", "90", "95.5", "60", "80.05");
            if (draw.Percent(30)) score["max"] = draw.NumberOf("100", "120", "100.00");
            if (draw.Percent(50)) score["pass"] = draw.NumberOf("80", "60", "95", "90", "85.5");
            if (draw.Percent(75)) score["minConfidence"] = draw.NumberOf("0", "0.5", "0.6", "0.60", "0.75", "1", "1");
            return score;
        }

        private JsonObject Lexicons()
        {
            var phrases = new RandomPhrases(draw, interaction, []);
            var lexicons = new JsonObject();
            foreach (var name in draw.Of<string[]>(["profanity"], ["rude", "brands"])) lexicons[name] = phrases.List();
            return lexicons;
        }

        private JsonObject Lets(RandomConditions conditions)
        {
            var lets = new JsonObject();
            foreach (var name in ((string[])["greeting", "complaint", "any"]).Take(draw.Of(0, 0, 1, 2, 3)))
            {
                lets[name] = conditions.Condition(draw.Int(0, 2), _lets.ToList());
                _lets.Add(name);
            }

            return lets;
        }

        private JsonObject Node(RandomConditions conditions, int depth)
        {
            var node = new JsonObject { ["id"] = string.Create(CultureInfo.InvariantCulture, $"n{_ids++}"), ["name"] = "规范" };
            if (draw.Percent(10)) node[draw.Of("description", "guidance")] = "您应该说：\n“您好”";
            if (draw.Percent(12)) node["enabled"] = draw.Percent(30);
            if (depth > 0 && draw.Percent(25)) AddChildren(node, conditions, depth);
            else AddNorm(node, conditions);
            return node;
        }

        private void AddChildren(JsonObject category, RandomConditions conditions, int depth)
        {
            if (draw.Percent(60)) category["maxDeduct"] = draw.NumberOf("0", "4", "5", "8.5", "12.00", "30");
            category["children"] = Draw.Array(draw.Many(1, 3, () => Node(conditions, depth - 1)));
        }

        private void AddNorm(JsonObject norm, RandomConditions conditions)
        {
            JsonObject Condition() => conditions.Condition(draw.Int(0, RandomConditions.DeepestNesting), _lets);
            if (draw.Percent(20)) norm["when"] = Condition();
            if (draw.Percent(20)) norm["severity"] = draw.Of("fatal", "nonfatal");
            var kind = draw.Of("forbid", "forbid", "forbid", "require", "require", "reward", "reward", draw.Of("manual", "forbid"));
            if (kind == "manual")
            {
                norm["manual"] = new JsonObject { ["max"] = draw.NumberOf("5", "20", "2.5") };
                return;
            }

            norm[kind] = Condition();
            var isVeto = kind != "reward" && draw.Percent(15);
            norm["points"] = isVeto ? "veto" : Points(kind == "reward");
            if (isVeto || kind == "require" || draw.Percent(40)) return;
            norm["perHit"] = draw.Percent(90);
            if ((bool)norm["perHit"]! && draw.Percent(50)) norm["maxHits"] = Draw.Number(draw.Int(1, 4));
        }

        private JsonNode Points(bool positive)
        {
            var points = draw.Of("5", "1", "10", "0.5", "2.25", "33.35", "4.0", "0.01", "1e1");
            return Draw.Number(positive ? points : "-" + points);
        }
    }
}
