namespace AgentOtel.LogFiles;

/// <summary>Why a line was lost.</summary>
internal enum LineLoss
{
    /// <summary>More lines waited than may.</summary>
    QueueFull,

    /// <summary>Writing it failed in a way that trying again would not mend.</summary>
    Failed,

    /// <summary>It still waited when the app ended.</summary>
    NotFlushed,
}
