using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>
/// Decodes OTLP export requests from protobuf. The three signals nest alike: resource, then scope, then item. Throws
/// <see cref="OtlpFormatException"/> for what is not OTLP; items that cannot be kept are left out and counted. Thread-safe.
/// </summary>
internal static class ProtobufDecoder
{
    // ResourceSpans and its like, and ScopeSpans and its like.
    private const uint Groups = (1 << 3) | WireType.Length;
    private const uint Origin = (1 << 3) | WireType.Length;
    private const uint Children = (2 << 3) | WireType.Length;
    private const uint SchemaUrl = (3 << 3) | WireType.Length;

    private const uint ResourceAttribute = (1 << 3) | WireType.Length;

    private const uint ScopeName = (1 << 3) | WireType.Length;
    private const uint ScopeVersion = (2 << 3) | WireType.Length;
    private const uint ScopeAttribute = (3 << 3) | WireType.Length;

    private delegate void ItemReader(ReadOnlySpan<byte> item, Resource resource, Scope scope, TelemetryBatch batch);

    public static TelemetryBatch Traces(ReadOnlySpan<byte> request) => Decode(request, ProtobufSpan.Read);

    public static TelemetryBatch Logs(ReadOnlySpan<byte> request) => Decode(request, ProtobufLog.Read);

    public static TelemetryBatch Metrics(ReadOnlySpan<byte> request) => Decode(request, ProtobufMetric.Read);

    private static TelemetryBatch Decode(ReadOnlySpan<byte> request, ItemReader read)
    {
        var batch = new TelemetryBatch();
        var reader = new WireReader(request, "the request");
        while (reader.Next())
        {
            if (reader.Tag == Groups)
            {
                ReadResource(reader.Bytes, batch, read);
            }
        }

        return batch;
    }

    private static void ReadResource(ReadOnlySpan<byte> group, TelemetryBatch batch, ItemReader read)
    {
        var (origin, schemaUrl) = OriginOf(group, "a resource's group");
        var attributes = ProtobufValues.Attributes(origin, ResourceAttribute, "Resource");
        var resource = new Resource(attributes, TextPool.Names.Get(schemaUrl));
        var reader = new WireReader(group, "a resource's group");
        while (reader.Next())
        {
            if (reader.Tag == Children)
            {
                ReadScope(reader.Bytes, resource, batch, read);
            }
        }
    }

    private static void ReadScope(ReadOnlySpan<byte> group, Resource resource, TelemetryBatch batch, ItemReader read)
    {
        var (origin, schemaUrl) = OriginOf(group, "a scope's group");
        var scope = ReadScope(origin, TextPool.Names.Get(schemaUrl));
        var reader = new WireReader(group, "a scope's group");
        while (reader.Next())
        {
            if (reader.Tag == Children)
            {
                read(reader.Bytes, resource, scope, batch);
            }
        }
    }

    private static Scope ReadScope(ReadOnlySpan<byte> message, string schemaUrl)
    {
        string name = "", version = "";
        var reader = new WireReader(message, "InstrumentationScope");
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case ScopeName: name = TextPool.Names.Get(reader.Bytes); break;
                case ScopeVersion: version = TextPool.Names.Get(reader.Bytes); break;
            }
        }

        return new Scope(name, version, ProtobufValues.Attributes(message, ScopeAttribute, "InstrumentationScope"), schemaUrl);
    }

    /// <summary>The resource or scope of a group, which may stand behind the items.</summary>
    private static OriginAndSchema OriginOf(ReadOnlySpan<byte> group, string name)
    {
        var found = default(OriginAndSchema);
        var reader = new WireReader(group, name);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case Origin: found.Origin = reader.Bytes; break;
                case SchemaUrl: found.SchemaUrl = reader.Bytes; break;
            }
        }

        return found;
    }

    private ref struct OriginAndSchema
    {
        public ReadOnlySpan<byte> Origin;
        public ReadOnlySpan<byte> SchemaUrl;

        public readonly void Deconstruct(out ReadOnlySpan<byte> origin, out ReadOnlySpan<byte> schemaUrl)
        {
            origin = Origin;
            schemaUrl = SchemaUrl;
        }
    }
}
