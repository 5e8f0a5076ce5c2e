namespace Qa.Portal.Modules.NormSets.Suggesting;

/// <summary>For which phrase others are wanted.</summary>
/// <param name="Present">Phrases that the list has already; nothing that they find is suggested.</param>
/// <param name="Match"><c>exact</c>, or <c>pinyin</c> where these are found by sound, too.</param>
/// <param name="Days">How far back is looked.</param>
internal sealed record SuggestionRequest(string Phrase, IReadOnlyList<string>? Present = null, string? Match = null, int? Days = null);
