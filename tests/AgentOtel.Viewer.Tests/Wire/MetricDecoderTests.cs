using AgentOtel.Viewer.Otlp;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Tests.Wire;

/// <summary>The kinds of metrics, from protobuf, and from the JSON that is written of them.</summary>
public sealed class MetricDecoderTests
{
    private const ulong Start = 1_700_000_000_000_000_000;
    private const ulong Time = 1_700_000_060_000_000_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gauge_OfRealsAndWholes_IsReadWhole(bool throughJson)
    {
        var metric = Metric("queue", 5, new Message()
            .Add(1, Point().AddDouble(4, 1.5).AddVarint(8, 1))
            .Add(1, Point().AddFixed64(6, unchecked((ulong)-7L))));

        var read = Read(metric, throughJson);

        Assert.Equal(("queue", "how long", "{item}", MetricType.Gauge), (read.Name, read.Description, read.Unit, read.Type));
        Assert.Equal([(1.5, false, 1u), (-7.0, true, 0u)], read.Points.Select(point => (point.Value, point.IsWhole, point.Flags)));
        Assert.All(
            read.Points,
            point => Assert.Equal(((long)Start, (long)Time, "gpt-4o"), (point.StartTime, point.Time, point.Attributes["model"].Text)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sum_WithAnExemplar_IsReadWhole(bool throughJson)
    {
        var exemplar = new Message()
            .AddFixed64(2, Time)
            .AddDouble(3, 0.5)
            .Add(4, Requests.SpanId)
            .Add(5, Requests.TraceId)
            .Add(7, Requests.Pair("user", Requests.Text("u")));
        var metric = Metric("cost", 7, new Message().Add(1, Point().AddDouble(4, 0.75).Add(5, exemplar)).AddVarint(2, 2).AddVarint(3, 1));

        var read = Read(metric, throughJson);

        Assert.Equal((MetricType.Sum, Temporality.Cumulative, true), (read.Type, read.Temporality, read.IsMonotonic));
        var kept = Assert.Single(Assert.Single(read.Points).Exemplars);
        Assert.Equal(
            ((long)Time, 0.5, "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"),
            (kept.Time, kept.Value, Ids.Hex(kept.TraceId), Ids.Hex(kept.SpanId)));
        Assert.Equal("u", kept.Attributes["user"].Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Histogram_Packed_IsReadWhole(bool throughJson)
    {
        var point = Point(attributes: 9)
            .AddFixed64(4, 6)
            .AddDouble(5, 12.5)
            .AddPackedFixed64(6, 1, 2, 3)
            .AddPackedDoubles(7, 0.5, 2)
            .AddDouble(11, 0.1)
            .AddDouble(12, 9);

        var read = Read(Metric("duration", 9, new Message().Add(1, point).AddVarint(2, 1)), throughJson);

        Assert.Equal((MetricType.Histogram, Temporality.Delta), (read.Type, read.Temporality));
        var distribution = Assert.Single(read.Points).Distribution!;
        Assert.Equal((6ul, 12.5, 0.1, 9.0), (distribution.Count, distribution.Sum, distribution.Min, distribution.Max));
        Assert.Equal([1ul, 2, 3], distribution.Counts);
        Assert.Equal([0.5, 2], distribution.Bounds);
    }

    [Fact]
    public void Histogram_OneNumberAField_IsReadWhole()
    {
        var point = Point(attributes: 9).AddFixed64(6, 1).AddFixed64(6, 2).AddDouble(7, 0.5);

        var distribution = Assert.Single(Read(Metric("duration", 9, new Message().Add(1, point)), throughJson: false).Points).Distribution!;

        Assert.Equal([1ul, 2], distribution.Counts);
        Assert.Equal([0.5], distribution.Bounds);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ExponentialHistogram_BothSidesOfZero_IsReadWhole(bool throughJson)
    {
        var point = new Message()
            .Add(1, Requests.Pair("model", Requests.Text("gpt-4o")))
            .AddFixed64(2, Start)
            .AddFixed64(3, Time)
            .AddFixed64(4, 10)
            .AddDouble(5, 4.5)
            .AddZigZag(6, -3).AddFixed64(7, 2)
            .Add(8, new Message().AddZigZag(1, -2).AddPackedVarints(2, 1, 0, 300))
            .Add(9, new Message().AddZigZag(1, 4).AddVarint(2, 5).AddVarint(2, 6))
            .AddDouble(12, -1).AddDouble(13, 8).AddDouble(14, 0.001);

        var read = Read(Metric("tokens", 10, new Message().Add(1, point).AddVarint(2, 2)), throughJson);

        var distribution = Assert.Single(read.Points).Distribution!;
        Assert.Equal((10ul, 4.5, -1.0, 8.0), (distribution.Count, distribution.Sum, distribution.Min, distribution.Max));
        Assert.Equal(
            (-3, 2ul, 0.001, -2, 4),
            (
                distribution.Scale, distribution.ZeroCount, distribution.ZeroThreshold, distribution.PositiveOffset,
                distribution.NegativeOffset));
        Assert.Equal([1ul, 0, 300], distribution.PositiveCounts);
        Assert.Equal([5ul, 6], distribution.NegativeCounts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Summary_WithQuantiles_IsReadWhole(bool throughJson)
    {
        var point = Point().AddFixed64(4, 3).AddDouble(5, 9)
            .Add(6, new Message().AddDouble(1, 0.5).AddDouble(2, 2))
            .Add(6, new Message().AddDouble(1, 0.99).AddDouble(2, double.PositiveInfinity));

        var read = Read(Metric("old", 11, new Message().Add(1, point)), throughJson);

        var distribution = Assert.Single(read.Points).Distribution!;
        Assert.Equal((MetricType.Summary, 3ul, 9.0), (read.Type, distribution.Count, distribution.Sum));
        Assert.Equal([(0.5, 2), (0.99, double.PositiveInfinity)], distribution.Quantiles);
    }

    [Fact]
    public void Metrics_PointsThatCannotBe_AreLeftOutAndCounted()
    {
        var batch = ProtobufDecoder.Metrics(Requests.Of(
            Metric("", 5, new Message().Add(1, Point()).Add(1, Point())),
            Metric("uneven", 9, new Message().Add(1, Point(attributes: 9).AddPackedFixed64(6, 1, 2).AddPackedDoubles(7, 1, 2, 3))),
            Metric("good", 5, new Message().Add(1, Point())),
            Metric("of no kind", 99, new Message().Add(1, Point()))));

        Assert.Equal("good", Assert.Single(batch.Metrics).Name);
        Assert.Equal((3, "A metric has no name."), (batch.Rejected, batch.RejectionReason));
    }

    private static Message Metric(string name, int kind, Message data) =>
        new Message().Add(1, name).Add(2, "how long").Add(3, "{item}").Add(kind, data);

    private static Message Point(int attributes = 7) =>
        new Message().AddFixed64(2, Start).AddFixed64(3, Time).Add(attributes, Requests.Pair("model", Requests.Text("gpt-4o")));

    private static MetricRecord Read(Message metric, bool throughJson)
    {
        var batch = ProtobufDecoder.Metrics(Requests.Of(metric));
        if (throughJson)
        {
            batch = JsonDecoder.Metrics(Json.Of(batch));
        }

        Assert.Equal(0, batch.Rejected);
        return Assert.Single(batch.Metrics);
    }
}
