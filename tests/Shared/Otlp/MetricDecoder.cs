namespace AgentOtel.Tests.Otlp;

/// <summary>Decodes a metric into its points: gauges, sums and histograms; exponential ones have no bounds.</summary>
internal static class MetricDecoder
{
    public static List<ReceivedPoint> Points(ReadOnlySpan<byte> metric, Origin origin)
    {
        string name = "", unit = "";
        List<(int Kind, byte[] Data)> points = [];
        var reader = new WireReader(metric);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: name = reader.Text; break;
                case 3: unit = reader.Text; break;
                case 5 or 7 or 9 or 10:
                    var kind = reader.Field;
                    var data = new WireReader(reader.Bytes);
                    while (data.Next())
                    {
                        if (data.Field == 1)
                        {
                            points.Add((kind, data.Bytes.ToArray()));
                        }
                    }

                    break;
            }
        }

        var empty = new ReceivedPoint(origin, name, unit, 0, 0, [], new Dictionary<string, object?>(), []);
        return [.. points.Select(point => point.Kind switch
        {
            9 => Histogram(point.Data, empty),
            10 => Exponential(point.Data, empty),
            _ => Number(point.Data, empty),
        })];
    }

    private static ReceivedPoint Number(ReadOnlySpan<byte> data, ReceivedPoint point)
    {
        List<byte[]> pairs = [];
        List<string> exemplars = [];
        var reader = new WireReader(data);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 4: point = point with { Value = reader.Double }; break;
                case 5: exemplars.Add(OtlpDecoder.Field(reader.Bytes, 4)); break;
                case 6: point = point with { Value = (long)reader.Number }; break;
                case 7: pairs.Add(reader.Bytes.ToArray()); break;
            }
        }

        return point with { Attributes = OtlpDecoder.Attributes(pairs), ExemplarSpanIds = exemplars };
    }

    private static ReceivedPoint Histogram(ReadOnlySpan<byte> data, ReceivedPoint point)
    {
        List<byte[]> pairs = [];
        List<string> exemplars = [];
        var reader = new WireReader(data);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 4: point = point with { Count = reader.Number }; break;
                case 5: point = point with { Value = reader.Double }; break;
                case 7: point = point with { Bounds = [.. reader.Fixed64s().Select(BitConverter.UInt64BitsToDouble)] }; break;
                case 8: exemplars.Add(OtlpDecoder.Field(reader.Bytes, 4)); break;
                case 9: pairs.Add(reader.Bytes.ToArray()); break;
            }
        }

        return point with { Attributes = OtlpDecoder.Attributes(pairs), ExemplarSpanIds = exemplars };
    }

    private static ReceivedPoint Exponential(ReadOnlySpan<byte> data, ReceivedPoint point)
    {
        List<byte[]> pairs = [];
        var reader = new WireReader(data);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: pairs.Add(reader.Bytes.ToArray()); break;
                case 4: point = point with { Count = reader.Number }; break;
                case 5: point = point with { Value = reader.Double }; break;
            }
        }

        return point with { Attributes = OtlpDecoder.Attributes(pairs) };
    }
}
