namespace Qa.Rules.Trees.Tables;

/// <summary>The language of headings and of words in cells. What is read may use both.</summary>
public enum TableLanguage : byte
{
    Chinese,
    English,
}
