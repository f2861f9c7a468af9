namespace AgentOtel.Viewer.Telemetry;

/// <summary>Who sent an item: OTLP's resource. Shared by the items of one request.</summary>
internal sealed record Resource(Attributes Attributes, string SchemaUrl = "")
{
    public static readonly Resource Unknown = new(Attributes.Empty);

    public string Service => Attributes["service.name"].AsText() ?? "unknown_service";
}

/// <summary>What made an item: OTLP's instrumentation scope. Shared by the items of one request.</summary>
internal sealed record Scope(string Name, string Version, Attributes Attributes, string SchemaUrl = "")
{
    public static readonly Scope Unknown = new("", "", Attributes.Empty);
}
