namespace Qa.Grains.Hosting;

/// <summary>This process by its number among those of the installation, for those who write down what it did.</summary>
public sealed class ThisProcess
{
    private long _number;

    /// <summary>Null until it is known, and in processes that carry out one command and are none of them.</summary>
    public long? Number
    {
        get => Volatile.Read(ref _number) is > 0 and var number ? number : null;
        internal set => Volatile.Write(ref _number, value ?? 0);
    }
}
