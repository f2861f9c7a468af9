namespace AgentOtel.Tests.Otlp;

/// <summary>Decodes OTLP export requests, by the protocol's field numbers, into what tests ask about.</summary>
internal static class OtlpDecoder
{
    public delegate void ItemReader(ReadOnlySpan<byte> item, Origin origin);

    public static List<ReceivedSpan> Spans(ReadOnlySpan<byte> request)
    {
        List<ReceivedSpan> spans = [];
        Walk(request, (item, origin) => spans.Add(Span(item, origin)));
        return spans;
    }

    public static List<ReceivedLog> Logs(ReadOnlySpan<byte> request)
    {
        List<ReceivedLog> logs = [];
        Walk(request, (item, origin) => logs.Add(Log(item, origin)));
        return logs;
    }

    public static List<ReceivedPoint> Points(ReadOnlySpan<byte> request)
    {
        List<ReceivedPoint> points = [];
        Walk(request, (item, origin) => points.AddRange(MetricDecoder.Points(item, origin)));
        return points;
    }

    public static Dictionary<string, object?> Attributes(IEnumerable<byte[]> pairs)
    {
        Dictionary<string, object?> attributes = [];
        foreach (var pair in pairs)
        {
            var (key, value) = KeyValue(pair);
            attributes[key] = value;
        }

        return attributes;
    }

    /// <summary>The three signals nest alike: resource, then scope, then item.</summary>
    private static void Walk(ReadOnlySpan<byte> request, ItemReader read)
    {
        var top = new WireReader(request);
        while (top.Next())
        {
            if (top.Field == 1)
            {
                WalkResource(top.Bytes, read);
            }
        }
    }

    private static void WalkResource(ReadOnlySpan<byte> data, ItemReader read)
    {
        List<byte[]> pairs = [];
        List<byte[]> scopes = [];
        var reader = new WireReader(data);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                var resource = new WireReader(reader.Bytes);
                while (resource.Next())
                {
                    if (resource.Field == 1)
                    {
                        pairs.Add(resource.Bytes.ToArray());
                    }
                }
            }
            else if (reader.Field == 2)
            {
                scopes.Add(reader.Bytes.ToArray());
            }
        }

        var attributes = Attributes(pairs);
        scopes.ForEach(scope => WalkScope(scope, attributes, read));
    }

    private static void WalkScope(ReadOnlySpan<byte> data, Dictionary<string, object?> resource, ItemReader read)
    {
        string name = "", version = "", schema = "";
        List<byte[]> items = [];
        var reader = new WireReader(data);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    var scope = new WireReader(reader.Bytes);
                    while (scope.Next())
                    {
                        name = scope.Field == 1 ? scope.Text : name;
                        version = scope.Field == 2 ? scope.Text : version;
                    }

                    break;
                case 2:
                    items.Add(reader.Bytes.ToArray());
                    break;
                case 3:
                    schema = reader.Text;
                    break;
            }
        }

        var origin = new Origin(resource, name, version, schema);
        items.ForEach(item => read(item, origin));
    }

    private static ReceivedSpan Span(ReadOnlySpan<byte> data, Origin origin)
    {
        var span = new ReceivedSpan(origin, "", "", "", "", 0, 0, 0, 0, null, new Dictionary<string, object?>(), []);
        List<byte[]> pairs = [];
        List<string> links = [];
        var reader = new WireReader(data);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: span = span with { TraceId = reader.Hex }; break;
                case 2: span = span with { SpanId = reader.Hex }; break;
                case 4: span = span with { ParentId = reader.Hex }; break;
                case 5: span = span with { Name = reader.Text }; break;
                case 6: span = span with { Kind = (int)reader.Number }; break;
                case 7: span = span with { Start = reader.Number }; break;
                case 8: span = span with { End = reader.Number }; break;
                case 9: pairs.Add(reader.Bytes.ToArray()); break;
                case 13: links.Add(Field(reader.Bytes, 2)); break;
                case 15: span = Status(reader.Bytes, span); break;
            }
        }

        return span with { Attributes = Attributes(pairs), LinkedSpanIds = links };
    }

    private static ReceivedSpan Status(ReadOnlySpan<byte> data, ReceivedSpan span)
    {
        var reader = new WireReader(data);
        while (reader.Next())
        {
            span = reader.Field switch
            {
                2 => span with { StatusMessage = reader.Text },
                3 => span with { Status = (int)reader.Number },
                _ => span,
            };
        }

        return span;
    }

    private static ReceivedLog Log(ReadOnlySpan<byte> data, Origin origin)
    {
        var log = new ReceivedLog(origin, null, 0, null, null, "", "", new Dictionary<string, object?>(), 0);
        List<byte[]> pairs = [];
        var reader = new WireReader(data);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 2: log = log with { Severity = (int)reader.Number }; break;
                case 3: log = log with { SeverityText = reader.Text }; break;
                case 5: log = log with { Body = Value(reader.Bytes) as string }; break;
                case 6: pairs.Add(reader.Bytes.ToArray()); break;
                case 9: log = log with { TraceId = reader.Hex }; break;
                case 10: log = log with { SpanId = reader.Hex }; break;
                case 12: log = log with { EventName = reader.Text }; break;
            }
        }

        return log with { Attributes = Attributes(pairs), AttributeCount = pairs.Count };
    }

    public static string Field(ReadOnlySpan<byte> data, int field)
    {
        var reader = new WireReader(data);
        while (reader.Next())
        {
            if (reader.Field == field)
            {
                return reader.Hex;
            }
        }

        return "";
    }

    private static (string Key, object? Value) KeyValue(ReadOnlySpan<byte> data)
    {
        var key = "";
        object? value = null;
        var reader = new WireReader(data);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                key = reader.Text;
            }
            else if (reader.Field == 2)
            {
                value = Value(reader.Bytes);
            }
        }

        return (key, value);
    }

    private static object? Value(ReadOnlySpan<byte> data)
    {
        var reader = new WireReader(data);
        if (!reader.Next())
        {
            return null;
        }

        return reader.Field switch
        {
            1 => reader.Text,
            2 => reader.Number != 0,
            3 => (long)reader.Number,
            4 => reader.Double,
            5 => Array(reader.Bytes),
            _ => null,
        };
    }

    private static object?[] Array(ReadOnlySpan<byte> data)
    {
        List<object?> values = [];
        var reader = new WireReader(data);
        while (reader.Next())
        {
            values.Add(Value(reader.Bytes));
        }

        return [.. values];
    }
}
