namespace Qa.Portal.Modules.People;

/// <summary>Names the texts of people's pages and notifications: <c>PeopleTexts.resx</c> in English, <c>PeopleTexts.zh-CN.resx</c> in Chinese.</summary>
internal sealed class PeopleTexts;
