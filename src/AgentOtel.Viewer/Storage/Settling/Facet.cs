namespace AgentOtel.Viewer.Storage.Settling;

/// <summary>A name and a value that a trace is found by.</summary>
internal readonly record struct Facet(string Name, string Value);
