namespace Qa.Portal.Ui.Lists;

/// <summary>A list as its filters see it.</summary>
public interface IList
{
    ListQuery Query { get; }

    /// <summary>Goes to other rows of it, by its address.</summary>
    void Show(ListQuery query);
}
