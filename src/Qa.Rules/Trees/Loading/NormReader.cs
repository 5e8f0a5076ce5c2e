namespace Qa.Rules.Trees.Loading;

/// <summary>Reads what is a norm's own: when it applies, what it asks for, and what that costs or gives.</summary>
internal sealed class NormReader(LoadContext context, ConditionReader conditions)
{
    private const string Veto = "veto";

    private static readonly Choices<Severity> Severities = new(("fatal", Severity.Fatal), ("nonfatal", Severity.Nonfatal));
    private static readonly KeySet ManualKeys = new("max");
    private static readonly string[] Kinds = ["forbid", "require", "reward", "manual"];

    public Norm Read(Fields fields, NodeHead head)
    {
        var when = fields["when"] is { } condition ? conditions.Read(condition, "when") : null;
        var judgement = Judgement(fields);
        var severity = fields["severity"] is { } value ? context.Choice(value, "severity", Severities) : Severity.Nonfatal;
        return new(
            head.Id, head.Name, head.Description, head.Guidance, head.Enabled, head.Source,
            when, judgement, judgement.IsVeto ? Severity.Fatal : severity);
    }

    private Judgement Judgement(Fields fields)
    {
        var kind = fields.ExactlyOne("", Kinds);
        if (kind is null)
        {
            foreach (var written in Kinds.Where(fields.Has))
                Content(fields, written);
            return new Judgement.Manual(0);
        }

        if (kind == "manual")
        {
            foreach (var key in (string[])["points", "perHit", "maxHits"])
                Refuse(fields, key, "manual");
            return new Judgement.Manual(ManualMax(fields["manual"]!));
        }

        var condition = conditions.Read(fields[kind]!, kind);
        var points = fields.Required("points") is { } value ? Points(value, kind) : 0;
        var (perHit, maxHits) = kind == "require" || points is null ? NoHits(fields, kind) : Hits(fields);
        return kind switch
        {
            "forbid" => new Judgement.Forbid(condition, points, perHit, maxHits),
            "require" => new Judgement.Require(condition, points),
            _ => new Judgement.Reward(condition, points ?? 0, perHit, maxHits),
        };
    }

    // Errors inside one of several judgements are still worth reporting.
    private void Content(Fields fields, string kind)
    {
        if (kind == "manual")
            ManualMax(fields[kind]!);
        else
            conditions.Read(fields[kind]!, kind);
    }

    private decimal ManualMax(DocumentNode value)
    {
        if (Fields.Open(context, value, "manual", ManualKeys) is not { } manual || manual.Required("max") is not { } max)
            return 0;
        return context.Points(max, "max", sign: 1, "a number above 0, with at most 2 decimals");
    }

    // Null for veto.
    private decimal? Points(DocumentNode value, string kind)
    {
        if (kind == "reward")
            return context.Points(value, "points", sign: 1, "a number above 0, with at most 2 decimals");
        return value is DocumentScalar { Kind: ScalarKind.String, Text: Veto }
            ? null
            : context.Points(value, "points", sign: -1, "'veto' or a number below 0, with at most 2 decimals");
    }

    private (bool PerHit, int? MaxHits) Hits(Fields fields)
    {
        var perHit = fields["perHit"] is { } value && context.Boolean(value, "perHit");
        if (fields["maxHits"] is not { } max)
            return (perHit, null);
        if (!perHit)
            context.Report(fields.KeyPosition("maxHits"), "maxHits", "'maxHits' without 'perHit: true'", "both or neither");
        return (perHit, context.Whole(max, "maxHits", least: 1));
    }

    private (bool PerHit, int? MaxHits) NoHits(Fields fields, string kind)
    {
        var beside = kind == "require" ? kind : "points: veto";
        Refuse(fields, "perHit", beside);
        Refuse(fields, "maxHits", beside);
        return (false, null);
    }

    private void Refuse(Fields fields, string key, string beside)
    {
        if (fields.Has(key))
            context.Report(fields.KeyPosition(key), key, Phrasing.Quote(key), $"no such key beside '{beside}'");
    }
}
