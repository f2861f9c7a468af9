namespace AgentOtel;

/// <summary>What a part of an operation's content is.</summary>
internal enum ContentPart
{
    Input,
    Output,
    Instructions,
    ToolDefinitions,

    /// <summary>A further piece of the output, of a stream.</summary>
    Text,
}
