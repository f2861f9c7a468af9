namespace AgentOtel.Viewer.Queries;

/// <summary>What was asked for is not held. The message is a sentence for the caller.</summary>
internal sealed class NotFoundException(string message) : Exception(message);
