namespace Qa.Portal.Platform.Privacy.Requests;

/// <summary>What a job on a request is told: nothing by which a customer could be found.</summary>
internal sealed record RequestJob(long Request);
