namespace Qa.Portal.Ui;

/// <summary>Names the texts of the frame and of shared components: <c>UiTexts.resx</c> in English, <c>UiTexts.zh-CN.resx</c> in Chinese.</summary>
internal sealed class UiTexts;
