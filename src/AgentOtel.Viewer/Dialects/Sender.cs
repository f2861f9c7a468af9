namespace AgentOtel.Viewer.Dialects;

/// <summary>Whose words stand on a span. A span can carry several senders'.</summary>
[Flags]
internal enum Sender : byte
{
    None = 0,

    /// <summary>The official conventions'.</summary>
    Official = 1,

    /// <summary>OpenLLMetry's.</summary>
    Traceloop = 2,

    /// <summary>OpenInference's.</summary>
    Arize = 4,

    /// <summary>Those of Vercel's AI SDK.</summary>
    Vercel = 8,

    /// <summary>Those of Google's Agent Development Kit.</summary>
    Google = 16,
}
