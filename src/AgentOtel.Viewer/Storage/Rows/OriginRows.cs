namespace AgentOtel.Viewer.Storage.Rows;

/// <summary>A resource, made ready once for all items of a request that share it.</summary>
internal sealed record ResourceRow(string Service, string Attributes, string SchemaUrl);

/// <summary>A scope, made ready once for all items of a request that share it.</summary>
internal sealed record ScopeRow(string Name, string Version, string Attributes, string SchemaUrl);
