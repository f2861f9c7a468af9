using System.Diagnostics;

namespace AgentOtel;

/// <summary>The content of one operation as it may be stored: each part redacted and cut, as JSON.</summary>
public sealed record CapturedContent
{
    /// <summary>The span's name, such as <c>chat gpt-4.1</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The span; default where there is none.</summary>
    public ActivityContext Span { get; init; }

    /// <summary>The context that the operation ran in.</summary>
    public required AgentContext Context { get; init; }

    /// <summary>What went in: messages, a tool's arguments, a retrieval's query.</summary>
    public string? Input { get; init; }

    /// <summary>What came out: messages, a tool's result, documents.</summary>
    public string? Output { get; init; }

    /// <summary>The system's instructions.</summary>
    public string? Instructions { get; init; }

    /// <summary>The tools that the model may call.</summary>
    public string? ToolDefinitions { get; init; }
}

/// <summary>
/// Takes content to a store of the app's own and gives a reference to it, which alone stands on the span
/// (<c>agentotel.content.reference</c>). Called on the thread that ends the operation: put the content in a queue and
/// return at once. What it throws is reported and stays in the kit.
/// </summary>
/// <returns>The reference, such as an address; <see langword="null"/> records none.</returns>
public delegate string? ContentUpload(CapturedContent content);
