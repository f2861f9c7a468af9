namespace AgentOtel.Viewer.Files;

/// <summary>What a file brought.</summary>
/// <param name="Spans">Spans kept.</param>
/// <param name="Logs">Log records kept.</param>
/// <param name="Points">Points of metrics kept.</param>
/// <param name="RejectedItems">Items of good lines that could not be kept.</param>
/// <param name="RejectedLines">Lines that are not OTLP JSON, or that the store refused.</param>
/// <param name="FirstRejection">Why the first of either was not kept, with the number of its line.</param>
internal sealed record FileCounts(long Spans, long Logs, long Points, long RejectedItems, long RejectedLines, string? FirstRejection);
