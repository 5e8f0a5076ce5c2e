namespace Qa.Grains.Hosting;

/// <summary>What a process of the installation is there for.</summary>
public enum ProcessRole : byte
{
    /// <summary>It scores, and lets staged trees take effect when it starts.</summary>
    Worker,

    /// <summary>It carries out one command on the database and ends; nothing waits for it and nothing starts with it.</summary>
    Command,
}
